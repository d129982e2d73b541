import { useEffect, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useSettings } from './Section.tsx';
import '../facility/facility.css';

type Sheet = MethodResponse<'keys.sheet'>;

/** Who may ask for the sheet, and who agrees: whoever holds it can read every private part. */
const mayAsk: readonly Role[] = ['administrator', 'chief-accountant', 'approver'];
const agrees: readonly Role[] = ['chief-accountant', 'approver'];

/** The sheet as it lies on the paper; printed by the system's own dialog, never by the queue of the counter. */
function SheetPaper({ sheet, close }: { readonly sheet: Sheet; readonly close: () => void }) {
  const t = useText();
  const { gate, now } = useHouse();
  const print = (): void => window.print();
  useKeys({ Escape: close, Enter: print, 'Ctrl+P': print }, { modal: true });
  return (
    <Dialog title={t('sheet.title')} size="860" bare body="qt-fix" close={close}>
      <article className="qt-sheet-paper" tabIndex={-1} data-autofocus="">
        <header>
          <div>
            <h2>{t('sheet.title')}</h2>
            <b>{gate.facilityName}</b>
            <p>{t('sheet.made', { counter: gate.counterName, date: dateOf(now) })}</p>
          </div>
          <QrCode payload={sheet.code} label={t('sheet.code')} className="qt-sheet-code" />
        </header>
        <p>
          <Say k="sheet.warning" />
        </p>
        <ol aria-label={t('sheet.lines')}>
          {sheet.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the eight lines of the sheet, in their order
            <li key={at} data-testid="sheet-line">
              {line}
            </li>
          ))}
        </ol>
        <dl>
          <div>
            <dt>{t('sheet.print.facility')}</dt>
            <dd>{sheet.facility}</dd>
          </div>
          <div>
            <dt>{t('sheet.print.sealing')}</dt>
            <dd>{sheet.sealing}</dd>
          </div>
        </dl>
      </article>
      <footer>
        <p>{t('sheet.print.hint')}</p>
        <SecondaryAction label={t('sheet.hide')} chord="Escape" run={close} />
        <PrimaryAction label={t('sheet.print')} chord="Enter" run={print} />
      </footer>
    </Dialog>
  );
}

/** Settings: the facility's keys, what they are called, and the sheet that carries them to the next machine. */
export function KeysPart() {
  const t = useText();
  const counter = useCounter();
  const { inside } = useSettings();
  const { person, gate } = useHouse();
  const ask = useMethod('keys.sheet');
  const [prints, setPrints] = useState<MethodResponse<'keys.view'> | null>(null);
  const [asking, setAsking] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const may = person.roles.some((role) => mayAsk.includes(role)) && gate.ledgerKind === 'real';
  const open = (): void => {
    if (may) setAsking(true);
  };
  useEffect(() => {
    void counter.call('keys.view', {}).then((answer) => {
      if (answer.ok) setPrints(answer.value);
    });
  }, [counter]);
  useKeys({ Enter: inside ? open : undefined });
  return (
    <>
      <section className="qt-settings-form qt-field qt-fade" aria-label={t('sheet.keys')}>
        <header>
          <h2>{t('sheet.keys')}</h2>
          <p>{t('sheet.keys.note')}</p>
        </header>
        <div className="qt-settings-list">
          <div>
            <span>{t('sheet.print.facility')}</span>
            <b data-testid="print-facility">{prints?.facility ?? '–'}</b>
          </div>
          <div>
            <span>{t('sheet.print.sealing')}</span>
            <b className="qt-sheet-print">{prints?.sealing ?? '–'}</b>
          </div>
        </div>
        <p>{t('sheet.neighbour')}</p>
      </section>
      <Side
        action={{ label: t(may ? 'sheet.show' : 'sheet.not-you'), off: !may, busy: ask.busy, run: open }}
        end={
          <Notice tone="amber">
            <Say k="sheet.keep" />
          </Notice>
        }
      >
        <h3 className="qt-settings-aside">{t('sheet.what-for')}</h3>
        <ul className="qt-sync-before">
          {(['next', 'lost', 'neighbour'] as const).map((one) => (
            <li key={one}>{t(`sheet.what-for.${one}`)}</li>
          ))}
        </ul>
      </Side>
      {asking ? (
        <ApprovalDialog
          only={agrees}
          title={t('sheet.approve')}
          busy={ask.busy}
          failure={ask.failure}
          approve={(approval) =>
            void ask.run({ approval }).then((made) => {
              if (made === null) return;
              setAsking(false);
              setSheet(made);
            })
          }
          close={() => {
            setAsking(false);
            ask.clear();
          }}
        />
      ) : null}
      {sheet === null ? null : <SheetPaper sheet={sheet} close={() => setSheet(null)} />}
    </>
  );
}
