import { Popover } from '@mantine/core';
import { IconReceiptFilled } from '@tabler/icons-react';
import type { GateView } from '../../../shared/rpc/contract.ts';
import { keepFocus } from '../../ui/actions.tsx';
import { useText } from '../../ui/text.tsx';
import { shortDay, timeOf } from '../../ui/time.ts';
import type { RailItem } from './railItems.tsx';
import { shortFacility } from './shortFacility.ts';

/** The mark, the counter and whose it is. */
export function Mark({ size }: { readonly size: 30 | 40 }) {
  return (
    <span className="qt-mark" data-size={size} aria-hidden>
      <IconReceiptFilled size={size * 0.62} />
    </span>
  );
}

function Cell({ item }: { readonly item: RailItem }) {
  return (
    <Popover width={320} position="bottom-start" shadow="md" offset={4} withinPortal>
      <Popover.Target>
        <button
          type="button"
          className="qt-rail-cell"
          data-tone={item.tone}
          data-item={item.key}
          onMouseDown={keepFocus}
        >
          {item.icon}
          <span>
            <small>{item.label}</small>
            <b>{item.value}</b>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="qt-rail-detail">
        {item.detail}
        {item.open === undefined ? null : (
          <button type="button" onMouseDown={keepFocus} onClick={item.open.run}>
            {item.open.label}
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface RailProps {
  readonly gate: GateView;
  readonly items: readonly RailItem[];
  readonly now: number;
}

/** The status rail: always there, each cell opens its own detail. */
export function Rail({ gate, items, now }: RailProps) {
  const t = useText();
  const training = gate.ledgerKind === 'training';
  return (
    <header className="qt-rail">
      <h1 className="qt-hidden">{t('rail.label')}</h1>
      <div className="qt-rail-home" data-training={training ? '' : undefined}>
        <Mark size={30} />
        <span>
          <b>
            {gate.machine === 'counter'
              ? `${gate.counterName} · ${t(`institution.${gate.institution}`)}`
              : gate.counterName}
          </b>
          {training ? (
            <small role="note">
              <b>{t('app.training')}</b>
            </small>
          ) : (
            <small title={gate.facilityName}>{shortFacility(gate.facilityName)}</small>
          )}
        </span>
      </div>
      {items.map((item) => (
        <Cell key={item.key} item={item} />
      ))}
      <div className="qt-rail-clock">
        <b>{timeOf(now)}</b>
        <small>{shortDay(t, now)}</small>
      </div>
    </header>
  );
}
