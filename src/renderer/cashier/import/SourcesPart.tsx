import { useState } from 'react';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { ImportSource } from '../../../shared/rpc/import.ts';
import { Amount } from '../../ui/Amount.tsx';
import { useCounter } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { downloadPaidList } from './transfer.ts';

/** The lists in force, each to be had back with what was paid. */
export function SourcesPart({ sources }: { readonly sources: readonly ImportSource[] }) {
  const t = useText();
  const counter = useCounter();
  const [busy, setBusy] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const download = async (source: string, format: 'xlsx' | 'csv'): Promise<void> => {
    if (busy !== null) return;
    setBusy(`${source} ${format}`);
    setMade(null);
    setFailure(null);
    const answer = await downloadPaidList(counter, source, format);
    setBusy(null);
    if (answer.ok) setMade(answer.value);
    else setFailure(answer.reason);
  };
  if (sources.length === 0) return null;
  return (
    <section className="qt-import-sources">
      <h2>{t('import.sources')}</h2>
      <table className="qt-import-table">
        <thead>
          <tr>
            <th scope="col">{t('import.source')}</th>
            <th scope="col">{t('import.sources.file')}</th>
            <th scope="col" data-sum="">
              {t('import.payers')}
            </th>
            <th scope="col" data-sum="">
              {t('import.total')}
            </th>
            <th scope="col" aria-label={t('import.sources.note')} />
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, fileName, payers, total }) => (
            <tr key={source}>
              <td className="qt-cut">{source}</td>
              <td className="qt-cut">{fileName}</td>
              <td data-sum="">{payers.toLocaleString('vi-VN')}</td>
              <td data-sum="">
                <Amount amount={total} />
              </td>
              <td>
                {(['xlsx', 'csv'] as const).map((format) => (
                  <button
                    key={format}
                    type="button"
                    className="qt-import-small"
                    aria-disabled={busy !== null}
                    onClick={() => void download(source, format)}
                  >
                    {busy === `${source} ${format}` ? t('import.exporting') : t(`import.export.${format}`)}
                  </button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('import.sources.note')}</p>
      {made === null ? null : (
        <Notice tone="green" role="status">
          {t('import.exported', { name: made })}
        </Notice>
      )}
      <FailureNotice failure={failure} />
    </section>
  );
}
