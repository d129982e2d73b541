import { keyFor, type TextKey } from '../../../shared/i18n/translate.ts';
import { type ImportMapping, type ImportPreview, importRoles } from '../../../shared/rpc/import.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Say, useText } from '../../ui/text.tsx';

/** Errors by row, in words; the file is where they are put right. */
export function ErrorsPart({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  const { errors } = preview;
  if (errors.length === 0) return <p>{t('import.errors.none')}</p>;
  const columnName = (column: string | null): string =>
    column === null ? '' : t(keyFor('import.column', column, 'import.columns'));
  return (
    <section className="qt-import-errors">
      <ul>
        {errors.map((error) => (
          <li key={`${error.row} ${error.column} ${error.code} ${error.value}`}>
            <b>
              {error.row === 0 ? t('import.whole-list') : t('import.error.row', { row: String(error.row) })}
            </b>
            <span>{columnName(error.column)}</span>
            <span className="qt-wrong">
              {t(keyFor('row', error.code, 'row.other'), { code: error.code })}
            </span>
            <span className="qt-cut">{error.value}</span>
          </li>
        ))}
      </ul>
      {preview.invalid > errors.length ? <p>{t('import.errors.more', { n: errors.length })}</p> : null}
    </section>
  );
}

function nothingToCompare({ valid, alreadyInForce }: ImportPreview): TextKey {
  if (valid === 0) return 'import.accept.nothing';
  return alreadyInForce ? 'import.same.note' : 'import.difference.none';
}

/** What would be other than it is in force; lines with money on them first. */
export function DifferencePart({ preview }: { readonly preview: ImportPreview }) {
  const t = useText();
  const { difference } = preview;
  if (difference === null) return <p>{t(nothingToCompare(preview))}</p>;
  const { lines, added, removed, changed } = difference;
  return (
    <section className="qt-import-difference">
      {lines.length === 0 ? null : (
        <table className="qt-import-table">
          <thead>
            <tr>
              <th scope="col">{t('import.difference.kind')}</th>
              <th scope="col">{t('import.difference.who')}</th>
              <th scope="col">{t('import.difference.fee')}</th>
              {(['before', 'after', 'paid'] as const).map((which) => (
                <th key={which} scope="col" data-sum="">
                  {t(`import.difference.${which}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never move
              <tr key={index} data-case={line.paid > 0 ? '' : undefined}>
                <td>{t(`import.difference.${line.kind}`)}</td>
                <td className="qt-cut">
                  <b>{line.name}</b> <small>{line.code}</small>
                </td>
                <td className="qt-cut">{[line.fee, line.period ?? ''].join(' ').trim()}</td>
                {([line.before, line.after, line.paid > 0 ? line.paid : null] as const).map(
                  (amount, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: three columns
                    <td key={place} data-sum="">
                      {amount === null ? '' : <Amount amount={amount} />}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {added + removed + changed > lines.length ? (
        <p>{t('import.difference.more', { n: lines.length })}</p>
      ) : null}
    </section>
  );
}

/** What a header means, for the head of the sample. */
function meaningOf(mapping: ImportMapping, index: number): TextKey | null {
  if (mapping.fees.some(({ column }) => column === index)) return 'import.column.amount';
  const role = importRoles.find((one) => mapping.columns[one] === index);
  return role === undefined ? null : `import.column.${role}`;
}

/** A few rows of the file as they were read; `most` where they only go with something else. */
export function SamplePart({ preview, most }: { readonly preview: ImportPreview; readonly most?: number }) {
  const t = useText();
  return (
    <section className="qt-import-sample">
      <h2 id="qt-import-sample">
        {t('import.sample')}
        <small>
          <Say k="import.sample.keys" />
        </small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="qt-import-rows" aria-labelledby="qt-import-sample" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {preview.headers.map((header, index) => {
                const meaning = meaningOf(preview.mapping, index);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place
                  <th key={index} scope="col">
                    {header}
                    <small>{meaning === null ? '' : t(meaning)}</small>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, most).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are known by their place
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
