import type { ImportMapping, ImportPreview } from '../../../shared/rpc/import.ts';
import { useText } from '../../ui/text.tsx';
import { ColumnsPart } from './ColumnsPart.tsx';
import { DifferencePart, ErrorsPart, SamplePart } from './LinesPart.tsx';

export const previewTabs = ['columns', 'errors', 'difference', 'sample'] as const;
export type PreviewTab = (typeof previewTabs)[number];

/** Where a person should look first: columns that are missing, then money, then errors. */
export function firstTab({ valid, newFees, difference, errors }: ImportPreview): PreviewTab {
  if (valid === 0 || newFees.length > 0) return 'columns';
  if ((difference?.cases ?? 0) > 0) return 'difference';
  if (errors.length > 0) return 'errors';
  return difference === null ? 'columns' : 'difference';
}

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly mapping: ImportMapping;
  readonly change: (mapping: ImportMapping) => void;
  readonly tab: PreviewTab;
  readonly show: (tab: PreviewTab) => void;
}

/** What the file would bring: which column is what, errors by row, the difference, a few rows as read. */
export function ImportPreviewPart({ preview, mapping, change, tab, show }: PreviewProps) {
  const t = useText();
  const { difference, invalid, errors } = preview;
  const counts: Record<PreviewTab, number | null> = {
    columns: null,
    errors: Math.max(invalid, errors.length),
    difference: difference === null ? null : difference.added + difference.removed + difference.changed,
    sample: null,
  };
  return (
    <div className="qt-import-body">
      <div className="qt-import-tabs" role="tablist">
        {previewTabs.map((one, index) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls="qt-import-panel"
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => show(one)}
          >
            {t(`import.tab.${one}`)}
            {counts[one] === null ? null : <b>{counts[one]?.toLocaleString('vi-VN')}</b>}
            <kbd>Alt {index + 1}</kbd>
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <div className="qt-import-panel" id="qt-import-panel" role="tabpanel" tabIndex={0}>
        {tab === 'columns' ? <ColumnsPart preview={preview} mapping={mapping} change={change} /> : null}
        {tab === 'errors' ? <ErrorsPart preview={preview} /> : null}
        {tab === 'difference' ? <DifferencePart preview={preview} /> : null}
        {tab === 'sample' ? <SamplePart preview={preview} /> : null}
      </div>
    </div>
  );
}
