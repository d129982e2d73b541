import { PrimaryAction } from '../../ui/actions.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Controller } from './controller.ts';
import { LastReceipt } from './LastReceipt.tsx';
import { Methods } from './Methods.tsx';
import { namesakes } from './Preview.tsx';
import type { Finding } from './state.ts';
import type { Printing } from './usePrinting.ts';

interface FindSideProps {
  readonly state: Finding;
  readonly controller: Controller;
  readonly printing: Printing;
  readonly notice: string | null;
}

/** The right side while nobody is open: what the selected person owes, or the last payment. */
export function FindSide({ state, controller, printing, notice }: FindSideProps) {
  const t = useText();
  const { gate, view, go } = useHouse();
  const row = state.text.trim() === '' ? undefined : state.rows[state.selected];
  const last = view.lastReceipt;
  const same = row === undefined ? 0 : namesakes(state, row);
  const opensShift = row === undefined && state.text.trim() === '' && view.shift === null;
  const openLabel =
    row === undefined
      ? ''
      : state.adding !== null
        ? t('siblings.open', { name: row.name })
        : gate.institution === 'school' && row.className !== null
          ? t('find.open.class', { name: row.name, class: row.className })
          : row.birthYear !== null
            ? t('find.open.year', { name: row.name, year: row.birthYear })
            : t('find.open', { name: row.name });
  return (
    <>
      <Total
        label={t(row === undefined ? 'idle.due' : 'find.still-owed')}
        beside={row === undefined ? t('idle.nobody') : row.name}
        cut
        amount={row?.owed ?? 0}
        idle
      >
        {row === undefined ? undefined : t('find.nothing-taken')}
      </Total>
      <div className="qt-work">
        <Methods total={null} choose={() => undefined} />
        <div className="qt-work-end">
          {notice === null ? null : <Notice role="alert">{notice}</Notice>}
          <FailureNotice failure={state.failure ?? printing.failure} />
          {same > 1 && row !== undefined ? (
            <Notice tone="amber" role="status">
              <Say
                k="find.namesakes"
                params={{ n: same, name: row.name, by: t(`find.by.${gate.institution}`) }}
              />
            </Notice>
          ) : null}
          {row === undefined && last !== null ? (
            <LastReceipt receipt={last} busy={printing.busy} print={() => printing.print(last)} />
          ) : null}
        </div>
      </div>
      <div className="qt-action">
        {opensShift ? (
          <PrimaryAction label={t('idle.open-shift')} chord="Enter" run={() => go('shift')} />
        ) : (
          <PrimaryAction
            label={
              state.busy === 'opening' ? t('find.opening') : row === undefined ? t('find.choose') : openLabel
            }
            chord="Enter"
            off={row === undefined}
            busy={state.busy !== null}
            run={() => void controller.openSelected()}
          />
        )}
      </div>
    </>
  );
}
