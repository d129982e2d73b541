import { IconReceipt } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useText } from '../ui/text.tsx';
import { type Failed, send } from './api.ts';
import { FailedNotice } from './Parts.tsx';

const opened = z.object({ role: z.string() });

/** Name and password; Enter signs in. */
export function SignIn({ over, onDone }: { readonly over: boolean; readonly onDone: () => void }) {
  const t = useText();
  const [failed, setFailed] = useState<Failed | null>(over ? 'session-over' : null);
  const [busy, setBusy] = useState(false);
  const login = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => login.current?.focus(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || login.current === null || password.current === null) return;
    setBusy(true);
    const body = { login: login.current.value.trim(), password: password.current.value };
    const answer = await send('/v1/page/sign-in', body, opened);
    setBusy(false);
    if (answer.ok) return onDone();
    setFailed(answer.reason);
    password.current.value = '';
    password.current.focus();
  };
  return (
    <main className="pv-sign-in">
      <form onSubmit={submit}>
        <p className="pv-mark">
          <span className="pv-logo">
            <IconReceipt size={22} stroke={1.9} />
          </span>
          {t('province.app')}
        </p>
        <h1>{t('province.sign-in.title')}</h1>
        <p className="pv-quiet">{t('province.sign-in.note')}</p>
        <label>
          {t('province.sign-in.login')}
          <input
            ref={login}
            className="qt-input"
            name="login"
            autoComplete="username"
            required
            maxLength={60}
          />
        </label>
        <label>
          {t('province.sign-in.password')}
          <input
            ref={password}
            className="qt-input"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        </label>
        <FailedNotice failed={failed} />
        <button type="submit" className="qt-primary" aria-disabled={busy || undefined}>
          <span>{t('province.sign-in.act')}</span>
          <KeyCap chord="Enter" on="blue" />
        </button>
        <p className="pv-quiet">{t('province.sign-in.forgot')}</p>
      </form>
    </main>
  );
}
