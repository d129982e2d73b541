import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { useText } from '../ui/text.tsx';
import { order, type Peer } from './peers.ts';

/** Between two looks at a device. */
const lookEveryMs = 1_000;

/** What a device says of itself, looked at again and again; null while it does not answer. */
export function useLooks<T>(
  peer: Peer,
  path: string,
  answer: z.ZodType<T>,
): { readonly state: T | null; readonly look: () => Promise<void> } {
  const [state, setState] = useState<T | null>(null);
  const look = useCallback(async (): Promise<void> => {
    setState(await order(peer, { method: 'GET', path }, answer));
  }, [peer, path, answer]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  return { state, look };
}

interface DeviceProps {
  readonly title: string;
  readonly on: boolean | null;
  readonly children: ReactNode;
}

/** One device: its name, whether it runs, and what can be done to it. Null is that it does not answer. */
export function Device({ title, on, children }: DeviceProps) {
  const t = useText();
  const state = on === null ? 'silent' : on ? 'on' : 'off';
  return (
    <section className="sim-device" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <em data-state={state}>{t(`panel.state.${state}`)}</em>
      </header>
      {children}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly on: boolean; readonly run: () => void }[];
}

/** One of several, or things that can be done, in a row. */
export function Choice({ label, options }: ChoiceProps) {
  return (
    <fieldset className="sim-choice">
      <legend>{label}</legend>
      {options.map((option) => (
        <button key={option.label} type="button" aria-pressed={option.on} onClick={option.run}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly digits?: boolean;
}

/** A text that is typed. */
export function Field({ label, value, change, digits = false }: FieldProps) {
  return (
    <label className="sim-field">
      <span>{label}</span>
      <input
        value={value}
        spellCheck={false}
        autoComplete="off"
        inputMode={digits ? 'numeric' : 'text'}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
