import { IconDeviceDesktopAnalytics, IconEye, IconEyeOff, IconKey, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useBanks } from '../settings/AccountFields.tsx';
import { AccountPreview } from '../settings/AccountPreview.tsx';
import { holderOf } from '../settings/account.ts';
import { PaperHead } from '../settings/PaperHead.tsx';
import {
  type Draft,
  dropDraft,
  emptyDraft,
  keepDraft,
  keptDraft,
  missingOn,
  ofKind,
  ofMachine,
  seriesOf,
  setGoingOn,
  stepFrom,
  writingSteps,
} from './setup/draft.ts';
import { AccountPart, KindPart, NamePart, PeoplePart } from './setup/parts.tsx';
import { SetupFrame } from './setup/SetupFrame.tsx';
import { SheetDialog } from './setup/SheetDialog.tsx';

const mostPeople = 20;
const parts = { kind: KindPart, name: NamePart, account: AccountPart, people: PeoplePart } as const;

/** The request that writes the draft into a new book. */
function requestOf(draft: Draft) {
  const { account, accountLater, sheet: _, people, facilityName, address, counterName, ...rest } = draft;
  return {
    ...rest,
    facilityName: facilityName.trim(),
    address: address.trim(),
    counterName: counterName.trim(),
    people: people.map(({ name, roles, pin }) => ({ name: name.trim(), roles: [...roles], pin })),
    accounts: accountLater ? [] : [{ ...account, holder: account.holder.trim() }],
  };
}

/**
 * First run, the part that is written at once: facility, account, people. Then whoever sits here is signed in with the
 * PIN just chosen, and set-up goes on with printer and list.
 */
export function Setup({ now }: { readonly now: number }) {
  const t = useText();
  const counter = useCounter();
  const create = useMethod('setup.create');
  const banks = useBanks();
  const [{ step, draft }, setState] = useState(() => keptDraft() ?? { step: 0, draft: emptyDraft(t) });
  const [reading, setReading] = useState(false);
  const [pinShown, setPinShown] = useState(false);
  const [toScan, setToScan] = useState<Draft['account'] | null>(null);
  const name = writingSteps[step] ?? 'kind';
  const missing = missingOn(t, step, draft);
  const last = step === writingSteps.length - 1;
  const change = (next: Draft): void => setState({ step, draft: next });
  useEffect(() => keepDraft(step, draft), [step, draft]);

  const write = async (): Promise<void> => {
    // A desk prints no receipts and takes no list: its work begins at once.
    setGoingOn(draft.machine === 'counter' ? 'printer' : null);
    const made = await create.run(requestOf(draft));
    if (made === null) {
      setGoingOn(null);
      return;
    }
    dropDraft();
    const at = draft.people.findIndex((person) => person.roles.includes('administrator'));
    const person = made.people[at];
    const pin = draft.people[at]?.pin;
    if (person !== undefined && pin !== undefined) await counter.call('staff.signIn', { person, pin });
  };
  const scanning = name === 'account' && !draft.accountLater;
  // Another account is another code.
  const scanAsked = scanning && toScan === draft.account;
  const go = (): void => {
    // The key that ends typing must not also say that the code was scanned and shows the right name.
    if (scanning && !scanAsked && missing === null) setToScan(draft.account);
    else goOn();
  };
  const goOn = (): void => {
    if (missing !== null) return;
    if (last) {
      void write();
      return;
    }
    // The holder is the facility, written as banks write it; only proposed.
    const { account } = draft;
    const next =
      name === 'name' && account.holder === ''
        ? { ...draft, account: { ...account, holder: holderOf(draft.facilityName) } }
        : draft;
    setState({ step: stepFrom(step, 1, next), draft: next });
  };
  const back = (): void => setState({ step: stepFrom(step, -1, draft), draft });
  const add = (): void => {
    if (name !== 'people' || draft.people.length >= mostPeople) return;
    const others = draft.machine === 'counter' ? (['cashier'] as const) : (['accountant'] as const);
    const roles =
      draft.people.length === 1 && draft.machine === 'counter' ? (['chief-accountant'] as const) : others;
    change({ ...draft, people: [...draft.people, { name: '', roles, pin: '', again: '' }] });
  };
  const later = (): void => {
    if (name === 'account') change({ ...draft, accountLater: !draft.accountLater });
  };
  const kind = (institution: Draft['institution']) =>
    name === 'kind' ? () => change(ofKind(draft, institution)) : undefined;
  useKeys({
    Enter: go,
    Escape: back,
    'Alt+L': add,
    'Alt+B': later,
    ArrowLeft: kind('hospital'),
    ArrowUp: kind('hospital'),
    ArrowRight: kind('school'),
    ArrowDown: kind('school'),
  });
  const year = Number(dateOf(now).slice(-4));
  const desk = draft.machine === 'accountant-desk';
  const turnDesk = (): void => {
    if (name === 'kind') change(ofMachine(t, draft, desk ? 'counter' : 'accountant-desk'));
  };
  const read = (): void => {
    if (name === 'kind') setReading(true);
  };
  const showPin = (): void => {
    if (name === 'people') setPinShown(!pinShown);
  };
  const scanLater = scanning && missing === null;
  useKeys({ 'Alt+K': read, 'Alt+T': turnDesk, 'Alt+V': showPin, 'Alt+N': scanLater ? goOn : undefined });
  const Part = parts[name];
  const facility = { name: draft.facilityName, address: draft.address, budgetCode: draft.budgetCode };
  return (
    <SetupFrame
      at={step}
      title={t(`setup.title.${name}`)}
      note={t(`setup.note.${name}`)}
      desk={desk}
      later={draft.accountLater ? ['account'] : []}
      before={
        <>
          <FailureNotice failure={create.failure} />
          {name === 'kind' ? (
            <>
              <SecondaryAction
                label={t('sheet.read')}
                chord="Alt+K"
                icon={<IconKey size={20} stroke={1.9} />}
                run={read}
              />
              <SecondaryAction
                label={t(desk ? 'setup.desk.not' : 'setup.desk')}
                chord="Alt+T"
                icon={<IconDeviceDesktopAnalytics size={20} stroke={1.9} />}
                run={turnDesk}
              />
            </>
          ) : null}
          {name === 'people' ? (
            <SecondaryAction
              label={t('setup.add-person')}
              chord="Alt+L"
              icon={<IconPlus size={20} stroke={1.9} />}
              run={add}
            />
          ) : null}
          {name === 'people' ? (
            <SecondaryAction
              label={t(pinShown ? 'setup.pin.hide' : 'setup.pin.show')}
              chord="Alt+V"
              icon={pinShown ? <IconEyeOff size={20} stroke={1.9} /> : <IconEye size={20} stroke={1.9} />}
              run={showPin}
            />
          ) : null}
          {name === 'account' ? (
            <SecondaryAction
              label={t(draft.accountLater ? 'setup.account.now' : 'setup.account.later')}
              chord="Alt+B"
              run={later}
            />
          ) : null}
          {scanLater ? <SecondaryAction label={t('setup.scan-later')} chord="Alt+N" run={goOn} /> : null}
          <p role="status">{missing ?? (scanAsked ? t('setup.scan.now') : '')}</p>
        </>
      }
      buttons={
        <>
          <SecondaryAction label={t('bar.back')} chord="Escape" off={step === 0} run={back} />
          <PrimaryAction
            label={t(
              last ? 'setup.done' : scanning ? (scanAsked ? 'setup.scanned' : 'setup.scan') : 'setup.next',
            )}
            chord="Enter"
            off={missing !== null}
            busy={create.busy}
            run={go}
          />
        </>
      }
      aside={
        name === 'account' && !draft.accountLater ? (
          <>
            <AccountPreview account={draft.account} />
            <Notice>
              <Say k="setup.scan-later.note" />
            </Notice>
            <Notice>
              <Say k="setup.account.two" />
            </Notice>
          </>
        ) : name === 'people' ? (
          <>
            <Notice>
              <Say k="setup.people.note" />
            </Notice>
            <Notice>
              <Say k="setup.people.later" />
            </Notice>
          </>
        ) : name === 'kind' ? (
          <>
            <Notice>
              <Say k="setup.kind.note" />
            </Notice>
            {draft.sheet === null ? (
              <Notice>
                <Say k="setup.kind.second" />
              </Notice>
            ) : (
              <Notice tone="green" role="status">
                <Say k="sheet.read.done" params={{ print: draft.sheet }} />
              </Notice>
            )}
            {desk ? (
              <Notice tone="blue">{t('setup.desk.note')}</Notice>
            ) : (
              <Notice>
                <Say k="setup.desk.what" />
              </Notice>
            )}
          </>
        ) : (
          <PaperHead
            facility={facility}
            form={t('setup.preview.series', { series: seriesOf(draft, year) })}
          />
        )
      }
    >
      <Part draft={draft} change={change} banks={banks} pinShown={pinShown} />
      {reading ? (
        <SheetDialog
          read={({ facility: print }) => {
            setReading(false);
            change({ ...draft, sheet: print });
          }}
          close={() => setReading(false)}
        />
      ) : null}
    </SetupFrame>
  );
}
