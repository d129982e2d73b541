import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { TestResult, TestStep } from '../../../shared/rpc/devices.ts';
import { useText } from '../../ui/text.tsx';

export type TestOf = 'printer' | 'pole' | 'drawer' | 'terminal';

const icon = { size: 22, stroke: 1.9 } as const;
const icons = {
  good: <IconCircleCheck {...icon} />,
  unproved: <IconAlertTriangle {...icon} />,
  failed: <IconCircleX {...icon} />,
} as const;

/** Seconds as people say them: `0,2`. */
function seconds(tookMs: number): string {
  return (tookMs / 1_000).toFixed(1).replace('.', ',');
}

/** How far a test came, step by step, and what to do where it stopped. */
export function TestSteps({ of, result }: { readonly of: TestOf; readonly result: TestResult }) {
  const t = useText();
  const words = (step: TestStep): string => {
    if (step.step === 'done' && of === 'pole') return t('devices.step.shown');
    if (step.step === 'done' && of === 'drawer') {
      return t(step.outcome === 'failed' ? 'devices.step.not-kicked' : 'devices.step.kicked');
    }
    if (step.step === 'done' && of === 'terminal') {
      return t(step.outcome === 'good' ? 'terminal.test.answers' : 'terminal.test.silent');
    }
    if (step.step === 'reached') {
      return t(step.outcome === 'failed' ? 'devices.step.reached.failed' : 'devices.step.reached.good');
    }
    return t(`devices.step.${step.step}.${step.outcome}`);
  };
  return (
    <section className="qt-devices-steps" role="status">
      <h3>{t(`devices.result.${of}`)}</h3>
      <ul>
        {result.steps.map((step) => (
          <li key={step.step} data-outcome={step.outcome}>
            {icons[step.outcome]}
            <span>
              {words(step)}
              {step.trouble === null ? null : <small>{t(`devices.trouble.${step.trouble}`)}</small>}
            </span>
            {step.tookMs < 50 ? null : <em>{t('devices.took', { seconds: seconds(step.tookMs) })}</em>}
          </li>
        ))}
      </ul>
    </section>
  );
}
