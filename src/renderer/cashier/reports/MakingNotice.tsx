import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import type { Making } from './useDocument.ts';

/** How a file stands: being made, in the downloads, or why not. */
export function MakingNotice({ making }: { readonly making: Making }) {
  const t = useText();
  switch (making.at) {
    case 'idle':
      return null;
    case 'making':
      return (
        <Notice tone="blue" role="status">
          {t('papers.making', { format: making.format.toUpperCase() })}
        </Notice>
      );
    case 'done':
      return (
        <Notice tone="green" role="status">
          {t('papers.made', { file: making.fileName })}
        </Notice>
      );
    case 'failed':
      return <FailureNotice failure={making.failure} />;
  }
}
