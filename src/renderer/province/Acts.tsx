import { useState } from 'react';
import { keyFor, type TextKey } from '../../shared/i18n/translate.ts';
import { acts } from '../../shared/province/answers.ts';
import { type TextOf, useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { ListPlace } from './ListPlace.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';

const columns = [
  ['province.acts.at'],
  ['province.acts.who'],
  ['province.acts.what'],
  ['province.col.facility'],
  ['province.acts.about'],
] as const;

/** As many as one answer has; fewer are the last ones. */
const pageRows = 200;

/** The last word of an act's address, or the command an operator gave at the machine. */
function nameOf(act: string): string {
  return act.split('/').at(-1) ?? act;
}

function aboutOf(t: TextOf, subject: string | null): string {
  const known = subject === null ? undefined : subjects[subject];
  return known === undefined ? (subject ?? '') : t(known);
}

/** Of an enrolment code; everything else stands as it was written: ids, figures, names of facilities. */
const subjects: Readonly<Record<string, TextKey>> = {
  'new counter': 'province.acts.new-counter',
  relay: 'province.acts.relay',
};

/** What people asked this backend to do, the newest first; written before each act, changed by nobody. */
export function Acts() {
  const t = useText();
  const [before, setBefore] = useState<number | null>(null);
  const { value, ...read } = useRead(`/v1/acts${before === null ? '' : `?before=${before}`}`, acts);
  const rows = value?.acts ?? null;
  const last = rows?.at(-1);
  const older = rows !== null && rows.length >= pageRows && last !== undefined ? last.at : null;
  const foot = (
    <p className="pv-acts">
      {before === null ? null : (
        <button type="button" className="pv-button" onClick={() => setBefore(null)}>
          {t('province.acts.newest')}
        </button>
      )}
      {older === null ? null : (
        <button type="button" className="pv-button" onClick={() => setBefore(older)}>
          {t('province.acts.older')}
        </button>
      )}
    </p>
  );
  return (
    <ListPlace
      title="province.acts.title"
      note="province.acts.note"
      none="province.acts.none"
      {...{ columns, read, rows, foot }}
    >
      {(one) => (
        <tr key={one.id} data-testid="act">
          <td>
            {timeOf(one.at)}, {dateOf(one.at)}
          </td>
          <td>{one.login ?? t('province.acts.machine')}</td>
          <td className="pv-strong">
            {t(keyFor('province.act', nameOf(one.act), 'province.act.other'), { act: nameOf(one.act) })}
          </td>
          <td className="pv-name">
            {one.facility === null ? (
              '–'
            ) : (
              <a href={hrefOf({ is: 'facility', facility: one.facility })}>{one.facilityName ?? '–'}</a>
            )}
          </td>
          <td className="pv-quiet pv-hash">{aboutOf(t, one.subject)}</td>
        </tr>
      )}
    </ListPlace>
  );
}
