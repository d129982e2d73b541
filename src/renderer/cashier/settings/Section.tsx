import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { SettingsView } from '../../../shared/rpc/settings.ts';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Side } from '../frame/Side.tsx';

export type Changes = MethodRequest<'settings.save'>['changes'];

interface Settings {
  readonly settings: SettingsView;
  /** Whether the person signed in may change anything; others look. */
  readonly mayChange: boolean;
  readonly reload: () => void;
  /** The focus is in the section, so Enter is its own. */
  readonly inside: boolean;
}

const SettingsContext = createContext<Settings | null>(null);

/** Gives the settings in force to the sections. */
export const SettingsProvider = SettingsContext;

/** What is in force, and whether it may be changed. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (settings === null) throw new Error('no SettingsProvider above');
  return settings;
}

interface Saving {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Writes; false when it was refused. */
  run(approval: Approval | null): Promise<boolean>;
}

const chief: readonly Role[] = ['chief-accountant'];

interface SectionProps {
  readonly title: string;
  readonly note?: string;
  /** Something differs from what is in force. */
  readonly changed: boolean;
  /** What is still missing or wrong, in words; null when it may be saved. */
  readonly missing: string | null;
  /** Needs a second person's PIN, the chief accountant's unless `approvers` says otherwise. */
  readonly second: boolean;
  readonly approvers?: readonly Role[];
  readonly saving: Saving;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One section: fields in the middle, what they lead to at the right, Save at its place. */
export function Section(props: SectionProps) {
  const { title, note, changed, missing, second, approvers = chief, saving, aside, children } = props;
  const t = useText();
  const { mayChange, inside } = useSettings();
  const [asking, setAsking] = useState(false);
  const [saved, setSaved] = useState(false);
  const ready = mayChange && changed && missing === null;
  const run = async (approval: Approval | null): Promise<void> => {
    const done = await saving.run(approval);
    setSaved(done);
    if (done) setAsking(false);
  };
  const save = (): void => {
    if (!ready) return;
    if (second) setAsking(true);
    else void run(null);
  };
  useKeys({ Enter: inside ? save : undefined });
  const label = ((): string => {
    if (!mayChange) return t('settings.read-only');
    if (!changed) return t('settings.unchanged');
    if (missing !== null) return missing;
    return t('settings.save');
  })();
  return (
    <>
      <section className="qt-settings-form qt-field qt-fade" aria-label={title}>
        <header>
          <h2>{title}</h2>
          {note === undefined ? null : <p>{note}</p>}
        </header>
        {children}
      </section>
      <Side
        end={
          <>
            {second && changed && mayChange ? (
              <Notice>
                <Say k="settings.second" />
              </Notice>
            ) : null}
            {saved && !changed ? (
              <Notice tone="green" role="status">
                {t('settings.saved')}
              </Notice>
            ) : null}
            {asking ? null : <FailureNotice failure={saving.failure} />}
          </>
        }
        action={{ label, off: !ready, busy: saving.busy, run: save }}
      >
        {aside}
      </Side>
      {asking ? (
        <ApprovalDialog
          only={approvers}
          busy={saving.busy}
          failure={saving.failure}
          approve={(approval) => void run(approval)}
          close={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

/** Saving settings by key; what differs is sent, all of it or nothing. */
export function useSaveSettings(changes: Changes): { readonly saving: Saving; readonly second: boolean } {
  const { settings, reload } = useSettings();
  const method = useMethod('settings.save');
  return {
    second: changes.some(({ key }) => settings.needsSecond.includes(key)),
    saving: {
      busy: method.busy,
      failure: method.failure,
      run: async (approval) => {
        const done = (await method.run({ changes, approval })) !== null;
        if (done) reload();
        return done;
      },
    },
  };
}

/** A setting if it differs from what is in force. */
export function changeOf<K extends Changes[number]['key']>(
  key: K,
  value: Extract<Changes[number], { key: K }>['value'],
  inForce: unknown,
): Changes {
  const same = textInOrder(value) === textInOrder(inForce);
  return same ? [] : [{ key, value } as Extract<Changes[number], { key: K }>];
}

/** The same for two values that differ in the order of their keys only: what is in force comes in the journal's order. */
function textInOrder(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
