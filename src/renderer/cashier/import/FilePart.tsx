import { IconFileImport } from '@tabler/icons-react';
import { useText } from '../../ui/text.tsx';
import type { Working } from './useImport.ts';

/** Where a list is chosen or dropped. */
export function FilePart(props: { readonly choose: () => void; readonly drop: (file: File) => void }) {
  const t = useText();
  return <FileDrop title={t('import.drop')} note={t('import.drop.note')} {...props} />;
}

/** Where a file is chosen or dropped. */
export function FileDrop({
  title,
  note,
  choose,
  drop,
}: {
  readonly title: string;
  readonly note: string;
  readonly choose: () => void;
  readonly drop: (file: File) => void;
}) {
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
      <b>{title}</b>
      <span>{note}</span>
    </button>
  );
}

const steps = { sending: 'import.uploading', reading: 'import.reading', taking: 'import.accepting' } as const;

/** How far the sending and reading of a file is. */
export function WorkingPart({ working }: { readonly working: Working }) {
  const t = useText();
  const { step, percent } = working;
  return (
    <div className="qt-import-working" role="status">
      <b>{t(steps[step])}</b>
      <progress max={100} value={percent} aria-label={t(steps[step])} />
      <span>{t('import.progress', { percent })}</span>
      <p>{t('import.progress.note')}</p>
    </div>
  );
}
