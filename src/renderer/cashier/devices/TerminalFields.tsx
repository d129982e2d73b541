import { Checkbox, SegmentedControl } from '@mantine/core';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import type { DeviceDraft } from './draft.ts';
import { newTerminal, type TerminalDraft, type TerminalProtocol, usualLine } from './terminalDraft.ts';

interface TerminalFieldsProps {
  readonly draft: DeviceDraft;
  readonly set: (part: Partial<DeviceDraft>) => void;
}

const protocols: readonly TerminalProtocol[] = ['stx', 'zvt'];
const factors = ['1', '100'] as const;

/** Which language the terminal speaks: asked first, for the line follows from it. */
export function ProtocolField({ draft, set }: TerminalFieldsProps) {
  const t = useText();
  return (
    <div>
      <span className="qt-label">{t('terminal.protocol')}</span>
      <SegmentedControl
        className="qt-segments"
        aria-label={t('terminal.protocol')}
        value={draft.terminal.protocol}
        data={protocols.map((one) => ({ value: one, label: t(`terminal.protocol.${one}`) }))}
        onChange={(value) => {
          const protocol = protocols.find((one) => one === value);
          if (protocol !== undefined)
            set({ terminal: newTerminal(protocol), port: usualLine[protocol].port });
        }}
      />
    </div>
  );
}

/** What the bank's paper says of this terminal. Only the amounts have no usual answer. */
export function TerminalFields({ draft, set }: TerminalFieldsProps) {
  const t = useText();
  const { terminal } = draft;
  const change = (part: Partial<TerminalDraft>): void => set({ terminal: { ...terminal, ...part } });
  type Flag = 'voids' | 'refunds' | 'idle' | 'wallet' | 'tellsClock';
  const box = (key: Flag, note?: TextKey) => (
    <Checkbox
      classNames={{ input: 'qt-check' }}
      size="20"
      radius={4}
      label={t(`terminal.${key}`)}
      description={note === undefined ? undefined : t(note)}
      checked={terminal[key]}
      onChange={(event) => change({ [key]: event.currentTarget.checked })}
    />
  );
  type Text = 'notFound' | 'countField' | 'totalField' | 'nothingToSettle' | 'password' | 'replySeconds';
  const text = (key: Text, most: number, note?: TextKey) => (
    <TextField
      label={t(`terminal.${key}`)}
      description={note === undefined ? undefined : t(note)}
      autoComplete="off"
      spellCheck={false}
      maxLength={most}
      value={terminal[key]}
      change={(text) => change({ [key]: text })}
    />
  );
  return (
    <>
      <AmountScale terminal={terminal} change={change} />
      {box('voids')}
      {box('refunds')}
      {terminal.protocol === 'stx' ? box('wallet') : box('tellsClock')}
      {box('idle', 'terminal.idle.note')}
      <div className="qt-devices-halves">
        {text('replySeconds', 3)}
        {terminal.protocol === 'zvt' ? text('password', 6) : text('notFound', 14)}
      </div>
      {terminal.protocol === 'zvt' ? (
        text('nothingToSettle', 14, 'terminal.notFound.note')
      ) : (
        <div className="qt-devices-halves">
          {text('countField', 2)}
          {text('totalField', 2)}
        </div>
      )}
    </>
  );
}

/** A mistake here is a charge a hundred times too high, so nothing is chosen beforehand. */
function AmountScale({
  terminal,
  change,
}: {
  readonly terminal: TerminalDraft;
  readonly change: (part: Partial<TerminalDraft>) => void;
}) {
  const t = useText();
  return (
    <div className="qt-devices-scale">
      <span className="qt-label">{t('terminal.scale')}</span>
      <div role="radiogroup" aria-label={t('terminal.scale')}>
        {factors.map((factor) => (
          <label key={factor} data-chosen={terminal.factor === factor ? '' : undefined}>
            <input
              type="radio"
              name="amount-scale"
              checked={terminal.factor === factor}
              onChange={() => change({ factor, chosen: null })}
            />
            <span>
              <b>{t(`terminal.scale.${factor}`)}</b>
              <small>{t(`terminal.scale.${factor}.note`)}</small>
            </span>
          </label>
        ))}
      </div>
      {terminal.chosen === null ? (
        <Notice tone="amber">
          <Say k="terminal.scale.why" />
        </Notice>
      ) : (
        <p className="qt-settings-hint">
          {t('terminal.scale.chosen', {
            name: terminal.chosen.by,
            day: terminal.chosen.on.split('-').toReversed().join('/'),
          })}
        </p>
      )}
    </div>
  );
}
