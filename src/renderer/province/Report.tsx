import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyFor } from '../../shared/i18n/translate.ts';
import type { Share } from '../../shared/money/index.ts';
import { report as reportAnswer } from '../../shared/province/answers.ts';
import type { YearlyFigures } from '../../shared/province/figures.ts';
import { dong, plainAmount } from '../ui/money.ts';
import { useText } from '../ui/text.tsx';
import { dateOf, timeOf } from '../ui/time.ts';
import { monthWords, percentOf, shown } from './figures.ts';
import { FailedNotice, icon, Loading, Pane, useStanding } from './Parts.tsx';
import type { Me } from './Province.tsx';
import { hrefOf } from './place.ts';
import { useRead } from './useRead.ts';
import { Download, useFreeze } from './Yearly.tsx';

/** A frozen report as it is printed; what came since, on a line of its own. */
export function Report({ me, report }: { readonly me: Me; readonly report: string }) {
  const t = useText();
  const { value, failed, reload } = useRead(`/v1/yearly-reports/${report}`, reportAnswer);
  const freezing = useFreeze();
  const { since } = value ?? { since: null };
  const late = since !== null && (since.count !== 0 || since.amount !== 0 || since.cashlessAmount !== 0);
  const figures = value?.figures;
  return (
    <div className="pv-place">
      <div className="pv-title pv-screen">
        <a className="pv-crumb" href={hrefOf({ is: 'yearly' })}>
          {t('province.yearly.back')}
        </a>
        <span className="pv-acts">
          <button type="button" className="pv-button" onClick={() => print()}>
            <IconPrinter {...icon} />
            {t('province.yearly.print')}
          </button>
          <Download report={report} />
          {late && figures !== undefined && (me.role === 'province' || me.role === 'department') ? (
            <button
              type="button"
              className="pv-button"
              onClick={() =>
                freezing.freeze({
                  ...{ year: figures.year, from: figures.from, to: figures.to, supplements: report },
                })
              }
            >
              {t('province.yearly.supplement.freeze')}
            </button>
          ) : null}
        </span>
      </div>
      <FailedNotice failed={failed ?? freezing.failed} retry={reload} />
      {value === null ? (
        failed === null ? (
          <Loading />
        ) : null
      ) : (
        <Pane className="pv-scroll pv-paper" label={t('province.yearly.title')}>
          <Paper
            figures={value.figures}
            hash={value.hash}
            supplements={value.supplements}
            since={late ? since : null}
          />
        </Pane>
      )}
    </div>
  );
}

interface Supplement extends Share {
  readonly asOf: number;
}

function Paper({
  figures,
  hash,
  supplements,
  since,
}: {
  readonly figures: YearlyFigures;
  readonly hash: string;
  readonly supplements: readonly Supplement[];
  readonly since: Share | null;
}) {
  const t = useText();
  const title =
    figures.supplements === null ? 'province.yearly.heading' : 'province.yearly.heading.supplement';
  return (
    <article>
      <p className="pv-strong">{figures.province}</p>
      <h1>{t(title, { y: String(figures.year) })}</h1>
      <p>
        {t('province.yearly.facts', {
          ...{ from: monthWords(figures.from), to: monthWords(figures.to), who: figures.madeBy },
          ...{ time: timeOf(figures.asOf), date: dateOf(figures.asOf) },
        })}
      </p>
      <Groups figures={figures} supplements={supplements} since={since} />
      <Section title={t('province.yearly.months')}>
        <Table first={t('province.col.month')}>
          {figures.months.map((one) => (
            <tr key={one.month}>
              <td>{monthWords(one.month)}</td>
              <Figures share={one} />
            </tr>
          ))}
        </Table>
      </Section>
      <Section title={t('province.yearly.methods')}>
        <table className="pv-table">
          <thead>
            <tr>
              <th>{t('province.col.method')}</th>
              <th className="pv-number">{t('province.col.n')}</th>
              <th className="pv-number">{t('province.col.value')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.byMethod.map((one) => (
              <tr key={one.method}>
                <td>{t(keyFor('method', one.method, 'method.other'))}</td>
                <td className="pv-number">{plainAmount(one.count)}</td>
                <td className="pv-number">{dong(one.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Facilities figures={figures} />
      <p className="pv-small">
        {t('province.yearly.rule', { rule: figures.rule })}. {t('province.yearly.rule.words')}
      </p>
      <p className="pv-small pv-hash">{t('province.yearly.hash', { hash })}</p>
      <div className="pv-signs">
        <b>{t('province.yearly.sign.maker')}</b>
        <b>{t('province.yearly.sign.head')}</b>
      </div>
    </article>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Groups({
  figures,
  supplements,
  since,
}: {
  readonly figures: YearlyFigures;
  readonly supplements: readonly Supplement[];
  readonly since: Share | null;
}) {
  const t = useText();
  const more = [t('province.col.facilities'), t('province.col.working'), t('province.col.ready')];
  return (
    <Section title={t('province.yearly.groups')}>
      <Table first={t('province.col.group-name')} more={more}>
        {figures.groups.map((one) => (
          <tr key={one.group} data-total={one.group === 'all' || undefined}>
            <td className={one.group.includes('-') ? 'pv-part' : ''}>{t(`province.group.${one.group}`)}</td>
            <td className="pv-number">{plainAmount(one.facilities)}</td>
            <td className="pv-number">{plainAmount(one.working)}</td>
            <td className="pv-number">{plainAmount(one.ready)}</td>
            <Figures share={one} />
          </tr>
        ))}
        {supplements.map((one) => (
          <tr key={one.asOf}>
            <td colSpan={4}>
              {t('province.yearly.supplement')} ({timeOf(one.asOf)}, {dateOf(one.asOf)})
            </td>
            <Figures share={one} />
          </tr>
        ))}
        {since === null ? null : (
          <tr className="pv-screen" data-testid="since">
            <td colSpan={4}>{t('province.yearly.since')}</td>
            <Figures share={since} />
          </tr>
        )}
      </Table>
    </Section>
  );
}

function Facilities({ figures }: { readonly figures: YearlyFigures }) {
  const t = useText();
  const standing = useStanding();
  return (
    <Section title={t('province.yearly.facilities')}>
      <Table
        first={t('province.col.facility')}
        more={[t('province.col.methods')]}
        last={t('province.col.target')}
      >
        {figures.facilities.map((one) => (
          <tr key={one.facility}>
            <td className="pv-name">
              {one.name}
              <small>{standing(one)}</small>
            </td>
            <td className="pv-number">{t('province.methods-of', { n: one.methods.length })}</td>
            <Figures share={one} />
            <td className="pv-number pv-whole">
              {one.target === null ? '–' : `${one.target.low}–${one.target.high} %`}
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

function Table({
  first,
  more = [],
  last,
  children,
}: {
  readonly first: string;
  readonly more?: readonly string[];
  readonly last?: string;
  readonly children: ReactNode;
}) {
  const t = useText();
  const heads = [
    ...more,
    ...[t('province.col.n'), t('province.col.n-cashless'), t('province.col.count')],
    ...[t('province.col.value'), t('province.col.value-cashless'), t('province.col.amount')],
    ...(last === undefined ? [] : [last]),
  ];
  return (
    <table className="pv-table">
      <thead>
        <tr>
          <th>{first}</th>
          {heads.map((head) => (
            <th key={head} className="pv-number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Figures({ share }: { readonly share: Share }) {
  return (
    <>
      <td className="pv-number">{plainAmount(share.count)}</td>
      <td className="pv-number">{plainAmount(share.cashlessCount)}</td>
      <td className="pv-number pv-strong">{shown(percentOf(share.cashlessCount, share.count))}</td>
      <td className="pv-number">{plainAmount(share.amount)}</td>
      <td className="pv-number">{plainAmount(share.cashlessAmount)}</td>
      <td className="pv-number pv-strong">{shown(percentOf(share.cashlessAmount, share.amount))}</td>
    </>
  );
}
