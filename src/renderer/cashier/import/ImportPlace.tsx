import { useEffect, useState } from 'react';
import type { ImportMapping } from '../../../shared/rpc/import.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { FilePart, WorkingPart } from './FilePart.tsx';
import { FileSection, useFilePicker } from './FilePlace.tsx';
import { firstTab, ImportPreviewPart, type PreviewTab, previewTabs } from './ImportPreviewPart.tsx';
import { PreviewNotices, PreviewSums, SourceChoice } from './ImportSide.tsx';
import { SourcesPart } from './SourcesPart.tsx';
import { type Importing, useImport } from './useImport.ts';

/** The source a file will be of: the only one there is, unless a person says otherwise. */
function useSource({ sources }: Importing) {
  const t = useText();
  const [said, setSaid] = useState<string | null | undefined>(undefined);
  const [name, setName] = useState(t('import.source.default'));
  const [only, ...others] = sources ?? [];
  const chosen = said === undefined ? (others.length === 0 ? (only?.source ?? null) : null) : said;
  return { chosen, name, choose: setSaid, rename: setName, source: chosen ?? name.trim() };
}

/** What was chosen on the screen for the columns, until it is read again. */
function useColumns({ preview }: Importing) {
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const [tab, setTab] = useState<PreviewTab>('columns');
  useEffect(() => {
    setMapping(preview?.mapping ?? null);
    if (preview !== null) setTab(firstTab(preview));
  }, [preview]);
  const changed = mapping !== null && JSON.stringify(mapping) !== JSON.stringify(preview?.mapping);
  return { mapping, setMapping, changed, tab, setTab };
}

type Step = 'file' | 'working' | 'again' | 'accept' | 'nothing' | 'same' | 'done';

function stepOf({ preview, working, done }: Importing, changed: boolean): Step {
  if (done !== null) return 'done';
  if (working !== null) return 'working';
  if (preview === null) return 'file';
  if (changed) return 'again';
  if (preview.valid === 0) return 'nothing';
  return preview.alreadyInForce ? 'same' : 'accept';
}

function usePrimaryLabel({ preview, working }: Importing, step: Step): string {
  const t = useText();
  switch (step) {
    case 'file':
      return t('import.choose');
    case 'working':
      return t(working?.step === 'taking' ? 'import.accepting' : 'import.reading');
    case 'again':
      return t('import.read-again');
    case 'nothing':
      return t('import.accept.nothing');
    case 'same':
      return t('import.same.note');
    case 'done':
      return t('bar.home');
    case 'accept': {
      const { valid: rows = 0, invalid = 0 } = preview ?? {};
      return t(invalid > 0 ? 'import.accept.some' : 'import.accept', { rows, invalid });
    }
  }
}

/** A list from a file: choose, look at columns, errors and difference, accept. Nothing is in force before that. */
export function ImportPlace() {
  const t = useText();
  const { go } = useHouse();
  const importing = useImport();
  const { preview, working, done, failure, sources } = importing;
  const source = useSource(importing);
  const columns = useColumns(importing);
  const step = stepOf(importing, columns.changed);
  const label = usePrimaryLabel(importing, step);
  const shown = done === null ? preview : null;

  const take = (file: File | undefined): void => {
    if (file !== undefined && source.source !== '') void importing.take(file, source.source);
  };
  const { choose, picker } = useFilePicker('.xlsx,.csv,.txt', take);
  const confirm = (): void => {
    if (step === 'done') go('workplace');
    else if (step === 'file') choose();
    else if (step === 'again' && columns.mapping !== null) void importing.readAgain(columns.mapping);
    else if (step === 'accept') void importing.accept();
  };
  const leave = (): void => {
    if (working?.step === 'taking') return;
    if (step === 'file' || step === 'done') go('more');
    importing.drop();
  };
  const tabKeys = previewTabs.map((tab, index): [string, () => void] => [
    `Alt+${index + 1}`,
    () => columns.setTab(tab),
  ]);
  useKeys({ Enter: confirm, ...(shown === null ? {} : Object.fromEntries(tabKeys)) });
  const escapeLabel =
    step === 'file' || step === 'done' ? 'bar.back' : step === 'working' ? 'import.stop' : 'import.cancel';
  return (
    <Frame
      keys={[
        { chord: 'Alt+L', label: t(step === 'file' ? 'import.choose' : 'import.choose.other'), run: choose },
        { chord: 'Escape', label: t(escapeLabel), run: leave },
      ]}
    >
      {picker}
      <FileSection
        title={t('import.title')}
        steps={[t('import.step.file'), t('import.step.columns'), t('import.step.accept')]}
        looked={preview !== null}
        done={done !== null}
      >
        {working !== null ? (
          <WorkingPart working={working} />
        ) : shown !== null && columns.mapping !== null ? (
          <ImportPreviewPart
            preview={shown}
            mapping={columns.mapping}
            change={columns.setMapping}
            tab={columns.tab}
            show={columns.setTab}
          />
        ) : (
          <>
            {done === null ? <FilePart choose={choose} drop={take} /> : null}
            <SourcesPart sources={sources ?? []} />
          </>
        )}
      </FileSection>
      <Side
        work="qt-field"
        head={
          <Total
            label={t('import.total')}
            beside={preview?.fileName ?? ''}
            cut
            amount={preview?.total ?? 0}
            idle={preview === null}
          />
        }
        action={{
          label,
          off: step === 'nothing' || step === 'same',
          busy: step === 'working',
          run: confirm,
        }}
        end={
          <>
            {shown === null || working !== null ? null : <PreviewNotices preview={shown} />}
            {done === null ? null : (
              <Notice tone="green" role="status">
                <b>{t('import.done', { ...done })}</b> {t('import.done.note')}
              </Notice>
            )}
            <FailureNotice failure={failure} />
            {shown === null || working !== null ? null : (
              <SecondaryAction label={t('import.choose.other')} chord="Alt+L" run={choose} />
            )}
          </>
        }
      >
        {shown === null ? null : <PreviewSums preview={shown} />}
        {step === 'file' && sources !== null ? <SourceChoice sources={sources} {...source} /> : null}
      </Side>
    </Frame>
  );
}
