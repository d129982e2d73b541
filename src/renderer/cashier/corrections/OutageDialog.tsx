import { useState } from 'react';
import { outageKinds } from '../../../shared/journal/types/life.ts';
import type { OutageView } from '../../../shared/rpc/records.ts';
import { useMethod } from '../../ui/client.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { FormDialog } from './FormDialog.tsx';
import { momentOf, onOrAfter } from './moment.ts';
import { Radios } from './Radios.tsx';

const when = (at: number): string => `${timeOf(at)} ${dateOf(at)}`;

/** Writes an outage down: what, from when, to when if it is over, why. */
export function OutageDialog({ close }: { readonly close: () => void }) {
  const t = useText();
  const { now } = useHouse();
  const [kind, setKind] = useState<OutageView['kind']>('power');
  const [date, setDate] = useState(() => dateOf(now));
  const [begin, setBegin] = useState('');
  const [end, setEnd] = useState('');
  const [text, setText] = useState('');
  const note = useMethod('outage.note');
  const from = momentOf(date, begin);
  const to = end.trim() === '' || from === null ? null : onOrAfter(date, end, from);
  const missing = ((): string | null => {
    if (from === null) return t('outage.missing.time');
    if (from > now) return t('outage.missing.future');
    if (end.trim() !== '' && (to === null || to > now)) return t('outage.missing.to');
    return text.trim() === '' ? t('outage.missing.text') : null;
  })();
  const run = async (): Promise<void> => {
    if (from === null) return;
    if ((await note.run({ kind, from, to, text: text.trim() })) !== null) close();
  };
  const said = {
    kind: t(`outage.kind.${kind}`),
    from: from === null ? '' : when(from),
    to: to === null ? '' : when(to),
  };
  return (
    <FormDialog
      {...{ title: t('outage.note'), busy: note.busy, failure: note.failure, close }}
      foot={missing ?? <Say k={to === null ? 'outage.outcome.open' : 'outage.outcome'} params={said} />}
      back={t('approval.cancel')}
      act={t('outage.act')}
      ready={missing === null}
      run={() => void run()}
    >
      <Radios
        label={t('outage.kind')}
        options={outageKinds.map((value) => ({ value, label: t(`outage.kind.${value}`) }))}
        columns={3}
        value={kind}
        choose={setKind}
      />
      <div className="qt-fix-three qt-field">
        <TextField label={t('outage.date')} value={date} maxLength={10} change={setDate} />
        <TextField
          label={t('outage.from.time')}
          value={begin}
          placeholder="14:05"
          maxLength={5}
          data-autofocus=""
          change={setBegin}
        />
        <TextField
          label={t('outage.to.time')}
          value={end}
          placeholder="15:20"
          maxLength={5}
          change={setEnd}
        />
      </div>
      <div className="qt-field">
        <TextField label={t('outage.text')} value={text} maxLength={200} change={setText} />
      </div>
    </FormDialog>
  );
}

/** An outage that lasted is over. */
export function OutageEndDialog(props: { readonly outage: OutageView; readonly close: () => void }) {
  const { outage, close } = props;
  const t = useText();
  const { now } = useHouse();
  const [date, setDate] = useState(() => dateOf(now));
  const [time, setTime] = useState(() => timeOf(now));
  const end = useMethod('outage.end');
  const to = momentOf(date, time);
  const wrong = to === null || to < outage.from || to > now;
  const run = async (): Promise<void> => {
    if (to !== null && (await end.run({ outage: outage.outage, to })) !== null) close();
  };
  const said = {
    kind: t(`outage.kind.${outage.kind}`),
    from: when(outage.from),
    to: to === null ? '' : when(to),
  };
  return (
    <FormDialog
      {...{ title: t('outage.end.title'), busy: end.busy, failure: end.failure, close }}
      foot={wrong ? t('outage.missing.to') : <Say k="outage.end.outcome" params={said} />}
      back={t('approval.cancel')}
      act={t('outage.act')}
      ready={!wrong}
      run={() => void run()}
    >
      <div className="qt-fix-pair qt-field">
        <TextField label={t('outage.date')} value={date} maxLength={10} change={setDate} />
        <TextField label={t('outage.end.at')} value={time} maxLength={5} data-autofocus="" change={setTime} />
      </div>
    </FormDialog>
  );
}
