import { useState } from 'react';
import type { DeviceView } from '../../../shared/rpc/devices.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod, useTopic } from '../../ui/client.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { arrowKeys, stepped } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { useSettings } from '../settings/Section.tsx';
import { DeviceDetail } from './DeviceDetail.tsx';
import { DeviceForm } from './DeviceForm.tsx';
import { DeviceList } from './DeviceList.tsx';
import { connectionOf, type DeviceDraft, draftOf, missingOf, newDraft } from './draft.ts';
import { TestPaper } from './TestPaper.tsx';
import './devices.css';

/** Devices of this counter: their true state, a live test of each, and how they are connected (look 13a). */
export function DevicesPart() {
  const t = useText();
  const { gate, now } = useHouse();
  const { mayChange, inside } = useSettings();
  const topic = useTopic('devices');
  const [chosen, setChosen] = useState<string | null>(null);
  const [draft, setDraft] = useState<DeviceDraft | null>(null);
  const devices = (topic?.devices ?? []).toSorted((a, b) => orderOf(a) - orderOf(b));
  const device = devices.find((one) => one.name === chosen) ?? devices[0];
  const changeable = mayChange && topic?.changeable === true;
  const at = device === undefined ? -1 : devices.indexOf(device);
  const move = (by: number) => () => {
    const next = devices[stepped(at, by, devices.length)];
    if (next !== undefined) setChosen(next.name);
  };
  const add = (): void => setDraft(newDraft('printer', t('devices.name.printer')));
  const choosing = draft === null && inside;
  useKeys(
    {
      ArrowUp: choosing ? move(-1) : undefined,
      ArrowDown: choosing ? move(1) : undefined,
      'Alt+T': draft === null && changeable ? add : undefined,
    },
    { holdable: arrowKeys },
  );
  const osPrinting = topic?.osPrinting ?? true;
  const paper = device?.connection.kind === 'printer' ? device.connection.paper : null;
  return (
    <div className="qt-devices qt-fade">
      <DeviceList
        title={t('devices.title', { counter: gate.counterName })}
        devices={devices}
        chosen={draft === null ? (device?.name ?? null) : null}
        choose={(name) => {
          setDraft(null);
          setChosen(name);
        }}
        add={changeable ? add : null}
      />
      {draft !== null ? (
        <Editing
          draft={draft}
          osPrinting={osPrinting}
          change={setDraft}
          close={(name) => {
            setDraft(null);
            if (name !== null) setChosen(name);
          }}
        />
      ) : device === undefined ? null : (
        <DeviceDetail
          key={device.name}
          device={device}
          inside={inside}
          osPrinting={osPrinting}
          edit={changeable ? () => setDraft(draftOf(device)) : null}
        />
      )}
      {draft === null && paper !== null ? (
        <TestPaper counterName={gate.counterName} at={now} paper={paper} />
      ) : null}
    </div>
  );
}

/** Printers first: they are looked for most. */
function orderOf({ connection }: DeviceView): number {
  return ['printer', 'terminal', 'pole', 'scanner'].indexOf(connection.kind);
}

interface EditingProps {
  readonly draft: DeviceDraft;
  readonly osPrinting: boolean;
  readonly change: (draft: DeviceDraft) => void;
  /** With the name it was saved under, or null when it was left. */
  readonly close: (name: string | null) => void;
}

function Editing({ draft, osPrinting, change, close }: EditingProps) {
  const t = useText();
  const save = useMethod('devices.save');
  const remove = useMethod('devices.remove');
  const [sure, setSure] = useState(false);
  const complete = connectionOf(draft);
  const missing = missingOf(draft);
  const confirm = (): void => {
    if (complete === null) return;
    void save.run({ ...complete, was: draft.was }).then((answer) => {
      if (answer !== null) close(complete.name);
    });
  };
  const drop = (): void => {
    const { was } = draft;
    if (was === null) return;
    if (!sure) {
      setSure(true);
      return;
    }
    void remove.run({ name: was }).then((answer) => {
      if (answer !== null) close(null);
    });
  };
  useKeys({
    Enter: confirm,
    Escape: () => close(null),
    'Alt+X': draft.was === null ? undefined : drop,
  });
  return (
    <section className="qt-devices-edit">
      <div className="qt-devices-detail">
        <h2>{draft.was ?? t('devices.new')}</h2>
        <DeviceForm key={draft.kind} draft={draft} osPrinting={osPrinting} change={change} />
      </div>
      <footer>
        <FailureNotice failure={save.failure ?? remove.failure} />
        {missing === null ? null : <p role="status">{t('devices.missing', { what: t(missing) })}</p>}
        <div className="qt-devices-acts">
          <PrimaryAction
            label={t('devices.save')}
            chord="Enter"
            off={complete === null}
            busy={save.busy}
            run={confirm}
          />
          <div className="qt-devices-acts-pair">
            <SecondaryAction label={t('devices.cancel')} chord="Escape" run={() => close(null)} />
            {draft.was === null ? null : (
              <SecondaryAction
                label={t(sure ? 'devices.remove.sure' : 'devices.remove')}
                chord="Alt+X"
                busy={remove.busy}
                run={drop}
              />
            )}
          </div>
        </div>
      </footer>
    </section>
  );
}
