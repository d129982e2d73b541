import { IconFileImport } from '@tabler/icons-react';
import { useText } from '../../ui/text.tsx';
import type { Working } from './useImport.ts';

/** Where a file is chosen or dropped. */
export function FilePart({
  choose,
  drop,
}: {
  readonly choose: () => void;
  readonly drop: (file: File) => void;
}) {
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
