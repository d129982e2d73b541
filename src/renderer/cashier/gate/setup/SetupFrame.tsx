import type { ReactNode } from 'react';
import { Steps } from '../../../ui/Steps.tsx';
import { useText } from '../../../ui/text.tsx';
import { Mark } from '../../frame/Rail.tsx';
import '../../settings/settings.css';

const names = ['kind', 'name', 'account', 'people', 'printer', 'list'] as const;

/** A desk takes no money: it has no account, no printer of receipts, no list of its own. */
const ofDesk: readonly (typeof names)[number][] = ['kind', 'name', 'people'];

export type LaterSteps = readonly (typeof names)[number][];

interface SetupFrameProps {
  /** Which of the six steps. */
  readonly at: number;
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
  /** Messages and what is missing, above the buttons. */
  readonly before: ReactNode;
  readonly buttons: ReactNode;
  readonly aside: ReactNode;
  readonly desk?: boolean;
  /** Steps behind that were left for later. */
  readonly later?: LaterSteps;
}

/** The six steps at the left, one question in the middle, what it leads to at the right. */
export function SetupFrame({
  at,
  title,
  note,
  children,
  before,
  buttons,
  aside,
  desk = false,
  later = [],
}: SetupFrameProps) {
  const t = useText();
  const shown = names.filter((name) => !desk || ofDesk.includes(name));
  const here = shown.indexOf(names[at] ?? 'kind');
  return (
    <main className="qt-setup qt-fade" data-step={names[at]}>
      <nav aria-label={t('setup.title')}>
        <header>
          <Mark size={40} />
          <b>{t('app.name')}</b>
        </header>
        <Steps
          at={here}
          names={shown.map((name) => t(`setup.step.${name}`))}
          later={{ steps: later.map((name) => shown.indexOf(name)), words: t('setup.step.later') }}
        />
        <p>{t('setup.resume')}</p>
      </nav>
      <section>
        <h1>{title}</h1>
        <p>{note}</p>
        <div className="qt-setup-part qt-field">{children}</div>
        <div className="qt-setup-before">{before}</div>
        <footer>{buttons}</footer>
      </section>
      <aside className="qt-setup-preview">{aside}</aside>
    </main>
  );
}
