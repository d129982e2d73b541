import { TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ImportMapping, ImportPreview } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { fileContent, largestFileBytes } from './file.ts';
import { ImportPreviewPart } from './ImportPreviewPart.tsx';

interface Chosen {
  readonly fileName: string;
  readonly content: string;
}

function FilePart({ choose, drop }: { readonly choose: () => void; readonly drop: (file: File) => void }) {
  const t = useText();
  return (
    <button
      type="button"
      data-primary=""
      className="qt-drop"
      onClick={choose}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const [file] = event.dataTransfer.files;
        if (file !== undefined) drop(file);
      }}
    >
      <IconFileImport size={40} stroke={1.6} />
      <b>{t('import.drop')}</b>
      <span>{t('import.drop.note')}</span>
    </button>
  );
}

/** A list from a file: choose, look at the columns and errors, accept. Nothing is in force before that. */
export function ImportPlace() {
  const t = useText();
  const { go } = useHouse();
  const previewMethod = useMethod('import.preview');
  const accept = useMethod('import.accept');
  const cancel = useMethod('import.cancel');
  const picker = useRef<HTMLInputElement>(null);
  const [source, setSource] = useState(t('import.source.default'));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [done, setDone] = useState<{ readonly payers: number; readonly lines: number } | null>(null);
  const [tooBig, setTooBig] = useState(false);
  const [reading, setReading] = useState(false);

  const look = async (file: Chosen, mapping: ImportMapping | null): Promise<void> => {
    if (preview !== null) await cancel.run({ import: preview.import });
    const answer = await previewMethod.run({ ...file, source: source.trim(), mapping });
    if (answer !== null) setPreview(answer);
  };
  const take = async (file: File): Promise<void> => {
    setDone(null);
    setTooBig(file.size > largestFileBytes);
    if (file.size > largestFileBytes) return;
    setReading(true);
    const next = { fileName: file.name, content: await fileContent(file) };
    setReading(false);
    setChosen(next);
    await look(next, null);
  };
  const leave = (): void => {
    if (preview !== null && done === null) void cancel.run({ import: preview.import });
    if (preview === null || done !== null) go('more');
    setPreview(null);
    setChosen(null);
  };
  const acceptable = preview !== null && preview.valid > 0 && !preview.alreadyInForce;
  const confirm = (): void => {
    if (done !== null) {
      go('workplace');
      return;
    }
    if (preview === null) {
      picker.current?.click();
      return;
    }
    if (!acceptable) return;
    void accept.run({ import: preview.import }).then((answer) => {
      if (answer !== null) setDone(answer);
    });
  };
  const choose = (): void => picker.current?.click();
  useKeys({ Enter: confirm });

  const busy = reading || previewMethod.busy || accept.busy;
  const failure: Failure | null = previewMethod.failure ?? accept.failure;
  const label = ((): string => {
    if (done !== null) return t('bar.home');
    if (accept.busy) return t('import.accepting');
    if (reading || previewMethod.busy) return t('import.reading');
    if (preview === null) return t('import.choose');
    if (preview.valid === 0) return t('import.accept.nothing');
    if (preview.alreadyInForce) return t('import.same');
    const params = { rows: preview.valid, invalid: preview.invalid };
    return t(preview.invalid > 0 ? 'import.accept.some' : 'import.accept', params);
  })();
  return (
    <Frame
      keys={[
        { chord: 'Alt+L', label: t(preview === null ? 'import.choose' : 'import.choose.other'), run: choose },
        {
          chord: 'Escape',
          label: t(preview === null || done !== null ? 'bar.back' : 'import.cancel'),
          run: leave,
        },
      ]}
    >
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.csv,.txt"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void take(file);
        }}
      />
      <section className="qt-wide qt-import qt-field">
        <header>
          <h1>{t('import.title')}</h1>
          <Steps
            at={done !== null ? 2 : preview === null ? 0 : 1}
            names={[t('import.step.file'), t('import.step.columns'), t('import.step.accept')]}
          />
        </header>
        {preview === null ? (
          <FilePart choose={choose} drop={(file) => void take(file)} />
        ) : (
          <ImportPreviewPart
            preview={preview}
            change={(mapping) => {
              if (chosen !== null) void look(chosen, mapping);
            }}
          />
        )}
      </section>
      <aside className="qt-side">
        <section className="qt-total">
          <div>
            <span>{t('import.total')}</span>
            <span className="qt-cut">{preview?.fileName ?? ''}</span>
          </div>
          <Amount amount={preview?.total ?? 0} size="total" id="total" />
        </section>
        <div className="qt-work qt-field">
          {preview === null ? (
            <TextInput
              label={t('import.source')}
              description={t('import.source.note')}
              value={source}
              maxLength={200}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
          ) : (
            <dl className="qt-sums">
              {(
                [
                  ['import.rows', preview.rows],
                  ['import.valid', preview.valid],
                  ['import.invalid', preview.invalid],
                  ['import.payers', preview.payers],
                ] as const
              ).map(([key, value]) => (
                <div key={key}>
                  <dt>{t(key)}</dt>
                  <dd>{value.toLocaleString('vi-VN')}</dd>
                </div>
              ))}
            </dl>
          )}
          <div className="qt-work-end">
            {preview?.alreadyInForce && done === null ? (
              <Notice tone="blue">{t('import.same')}</Notice>
            ) : null}
            {preview !== null && preview.invalid > 0 && done === null ? (
              <Notice tone="amber" role="alert">
                <Say k="import.some.note" params={{ invalid: preview.invalid }} />
              </Notice>
            ) : null}
            {tooBig ? (
              <Notice tone="red" role="alert">
                {t('import.too-big')}
              </Notice>
            ) : null}
            {done === null ? null : (
              <Notice tone="green" role="status">
                <b>{t('import.done', done)}</b> {t('import.done.note')}
              </Notice>
            )}
            <FailureNotice failure={failure} />
            {preview === null || done !== null ? null : (
              <SecondaryAction label={t('import.choose.other')} chord="Alt+L" run={choose} />
            )}
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={label}
            chord="Enter"
            off={preview !== null && done === null && !acceptable}
            busy={busy}
            run={confirm}
          />
        </div>
      </aside>
    </Frame>
  );
}
