import { type CrossedCut, type CrossedView, crossedCuts } from '../../../shared/rpc/documents.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { CrossedTable } from './CrossedTable.tsx';

interface CollectedTabProps {
  readonly view: CrossedView;
  readonly school: boolean;
  readonly cut: CrossedCut;
  readonly choose: (cut: CrossedCut) => void;
}

/** Báo cáo thu theo hình thức × thu ngân, ca, loại thu, khoa or lớp, ngày: one cut at a time, the same total in each. */
export function CollectedTab({ view, school, cut, choose }: CollectedTabProps) {
  const t = useText();
  useKeys(Object.fromEntries(crossedCuts.map((one, index) => [String(index + 1), () => choose(one)])));
  return (
    <>
      <nav className="qt-cuts" aria-label={t('reports.cut')}>
        {crossedCuts.map((one, index) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === cut}
            tabIndex={-1}
            onMouseDown={keepFocus}
            onClick={() => choose(one)}
          >
            {t(one === 'unit' ? (school ? 'reports.cut.class' : 'reports.cut.ward') : `reports.cut.${one}`)}
            <KeyCap chord={String(index + 1)} />
          </button>
        ))}
      </nav>
      <div
        className="qt-report-scroll qt-focusable"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by the keys
        tabIndex={0}
      >
        {view.methods.length === 0 ? (
          <p className="qt-report-none">{t('reports.none')}</p>
        ) : (
          <CrossedTable view={view} cut={cut} school={school} />
        )}
      </div>
    </>
  );
}
