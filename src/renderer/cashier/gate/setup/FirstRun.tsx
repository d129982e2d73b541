import { useState } from 'react';
import { useHouse } from '../../frame/Frame.tsx';
import { goingOn, setGoingOn } from './draft.ts';
import { ListStep } from './ListStep.tsx';
import { PrinterStep } from './PrinterStep.tsx';

/** The rest of the first run, with somebody signed in: printer, first list, then the work. */
export function FirstRun() {
  const { go, person, view } = useHouse();
  const [step, setStep] = useState(goingOn() ?? 'list');
  if (step === 'printer') {
    return (
      <PrinterStep
        next={() => {
          setGoingOn('list');
          setStep('list');
        }}
      />
    );
  }
  return (
    <ListStep
      next={(to) => {
        setGoingOn(null);
        const opens =
          view.shift === null && person.roles.some((role) => role === 'cashier' || role === 'treasurer');
        if (to === 'import') go('import');
        else go(opens ? 'shift' : 'workplace');
      }}
    />
  );
}
