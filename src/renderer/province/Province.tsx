import { IconReceipt } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { greeting } from '../../shared/province/answers.ts';
import { useText } from '../ui/text.tsx';
import { Acts } from './Acts.tsx';
import { read, send } from './api.ts';
import { Counters } from './Counters.tsx';
import { Credits } from './Credits.tsx';
import { Facility } from './Facility.tsx';
import { Overview } from './Overview.tsx';
import { FailedNotice, Loading } from './Parts.tsx';
import { go, hrefOf, type Place, usePlace } from './place.ts';
import { Report } from './Report.tsx';
import { SignIn } from './SignIn.tsx';
import { Yearly } from './Yearly.tsx';

export type Me = z.output<typeof greeting>;

type Session =
  | { readonly is: 'asking' }
  | { readonly is: 'out'; readonly over: boolean }
  | { readonly is: 'failed'; readonly failed: string }
  | { readonly is: 'in'; readonly me: Me };

const meEveryMs = 60_000;

/** The page: who is in, which place is shown. */
export function Province() {
  const [session, setSession] = useState<Session>({ is: 'asking' });
  const ask = useCallback(async () => {
    const answer = await read('/v1/page/me', greeting);
    setSession((before) => {
      if (answer.ok) return { is: 'in', me: answer.value };
      if (answer.reason === 'session-over') return { is: 'out', over: before.is === 'in' };
      return before.is === 'in' ? before : { is: 'failed', failed: answer.reason };
    });
  }, []);
  useEffect(() => {
    void ask();
    const timer = setInterval(ask, meEveryMs);
    return () => clearInterval(timer);
  }, [ask]);
  if (session.is === 'asking') return <Loading />;
  if (session.is === 'failed') return <FailedNotice failed={session.failed} retry={ask} />;
  if (session.is === 'out') return <SignIn over={session.over} onDone={ask} />;
  return <Signed me={session.me} onOut={() => setSession({ is: 'out', over: false })} />;
}

function Signed({ me, onOut }: { readonly me: Me; readonly onOut: () => void }) {
  const place = usePlace();
  return (
    <div className="pv-page">
      <Header me={me} place={place} onOut={onOut} />
      <Shown me={me} place={place} />
    </div>
  );
}

const tabs = ['overview', 'credits', 'counters', 'yearly', 'acts'] as const;
/** As the backend lets them in. */
const actReaders: readonly string[] = ['operator', 'province'];

function tabOf({ is }: Place): (typeof tabs)[number] {
  if (is === 'facility') return 'overview';
  return is === 'report' ? 'yearly' : is;
}

function Header({
  me,
  place,
  onOut,
}: {
  readonly me: Me;
  readonly place: Place;
  readonly onOut: () => void;
}) {
  const t = useText();
  const out = async () => {
    await send('/v1/page/sign-out', {}, z.object({}));
    go({ is: 'overview' });
    onOut();
  };
  const office = me.role === 'department' ? `department.${me.area ?? 'school'}` : me.role;
  const shownTabs = tabs.filter((tab) => {
    if (tab === 'acts') return actReaders.includes(me.role);
    return tab !== 'yearly' || me.role !== 'facility';
  });
  return (
    <header className="pv-header">
      <span className="pv-logo">
        <IconReceipt size={22} stroke={1.9} />
      </span>
      <b className="pv-province">{me.province}</b>
      <span className="pv-app">{t('province.app')}</span>
      <nav aria-label={t('province.tabs')}>
        {shownTabs.map((tab) => (
          <a key={tab} href={hrefOf({ is: tab })} aria-current={tabOf(place) === tab ? 'page' : undefined}>
            {t(`province.tab.${tab}`)}
          </a>
        ))}
      </nav>
      <span className="pv-who">
        {t(`province.role.${office}` as 'province.role.province')}, {me.name === '' ? me.login : me.name}
      </span>
      <button type="button" className="pv-link" onClick={out}>
        {t('province.sign-out')}
      </button>
    </header>
  );
}

function Shown({ me, place }: { readonly me: Me; readonly place: Place }) {
  switch (place.is) {
    case 'overview':
      return <Overview me={me} />;
    case 'facility':
      return <Facility me={me} facility={place.facility} />;
    case 'credits':
      return <Credits now={me.now} />;
    case 'counters':
      return <Counters now={me.now} />;
    case 'yearly':
      return <Yearly me={me} />;
    case 'acts':
      return <Acts />;
    case 'report':
      return <Report me={me} report={place.report} />;
  }
}
