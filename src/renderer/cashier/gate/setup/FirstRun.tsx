import { useState } from 'react';
import { useTopic } from '../../../ui/client.tsx';
import { useHouse } from '../../frame/Frame.tsx';
import { type GoingOn, goingOn, setGoingOn } from './draft.ts';
import { ListStep } from './ListStep.tsx';
import { PrinterStep } from './PrinterStep.tsx';

/** The rest of the first run, with somebody signed in: printer, first list, then the work. */
export function FirstRun() {
  const { go, person, view } = useHouse();
  const [step, setStep] = useState(goingOn() ?? 'list');
  const devices = useTopic('devices');
  const to = (next: GoingOn): void => {
    setGoingOn(next);
    setStep(next);
  };
  const account = view.methods.every(({ method, reason }) => method !== 'qr' || reason !== 'not-set-up');
  const printer = devices?.devices.some(({ connection }) => connection.kind === 'printer') !== false;
  const later = [...(account ? [] : (['account'] as const)), ...(printer ? [] : (['printer'] as const))];
  if (step === 'printer') {
    return <PrinterStep later={later} next={() => to('list')} />;
  }
  return (
    <ListStep
      later={later}
      back={() => to('printer')}
      next={(place) => {
        setGoingOn(null);
        const opens =
          view.shift === null && person.roles.some((role) => role === 'cashier' || role === 'treasurer');
        if (place === 'import') go('import');
        else go(opens ? 'shift' : 'workplace');
      }}
    />
  );
}
