import {
  IconBuildingBank,
  IconCash,
  IconCheck,
  IconCreditCard,
  IconDeviceMobile,
  IconFileOff,
  IconPrinter,
  IconQrcode,
  IconWorld,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import { Facts } from '../../ui/Facts.tsx';
import { dong, signedDong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { dateOf, preciseTimeOf, timeOf } from '../../ui/time.ts';
import { useHouse } from '../frame/Frame.tsx';
import { paperTones } from '../frame/PaperCame.tsx';
import type { Opened } from './useHistory.ts';

const icon = { size: 20, stroke: 1.9 } as const;

const methodIcons: Readonly<Record<string, ReactNode>> = {
  cash: <IconCash {...icon} />,
  qr: <IconQrcode {...icon} />,
  card: <IconCreditCard {...icon} />,
  'mobile-money': <IconDeviceMobile {...icon} />,
  website: <IconWorld {...icon} />,
};

/** The name of a way of paying. */
export function methodText(t: TextOf, method: string): string {
  return t(keyFor('method', method, 'method.other'));
}

function Row(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly note: string;
  readonly end: ReactNode;
}) {
  return (
    <li>
      {props.icon}
      <span>
        {props.title}
        <small>{props.note}</small>
      </span>
      {props.end}
    </li>
  );
}

function Tag({
  tone,
  children,
}: {
  readonly tone: 'green' | 'amber' | 'red' | 'blue';
  readonly children: string;
}) {
  return (
    <em className="qt-tag" data-tone={tone}>
      {tone === 'green' ? <IconCheck size={16} stroke={2} aria-hidden /> : null}
      {children}
    </em>
  );
}

/** When the money came: with its day where that is not the receipt's. */
function whenPaid(at: number, issuedAt: number): string {
  return dateOf(at) === dateOf(issuedAt) ? timeOf(at) : `${timeOf(at)} ${dateOf(at)}`;
}

/** States of money that are worth a word; of the others the time says it all. */
const toldStates: ReadonlySet<string> = new Set([
  'credited',
  'accepted',
  'never-came',
  'keyed',
  'returned',
  'refunded',
]);

function moneyNote(t: TextOf, money: Opened['money'][number], issuedAt: number): string {
  const parts = [
    money.at === null ? null : t('history.money.at', { time: whenPaid(money.at, issuedAt) }),
    money.lastFour === null ? null : t('history.money.account', { digits: money.lastFour }),
    money.rounding === 0 ? null : t('history.money.rounding', { rounding: signedDong(money.rounding) }),
    toldStates.has(money.state)
      ? t(`history.money.state.${money.state}` as 'history.money.state.keyed')
      : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

function Money({ opened }: { readonly opened: Opened }) {
  const t = useText();
  return (
    <section aria-label={t('history.money')}>
      <h3>{t('history.money')}</h3>
      <ul className="qt-history-facts">
        {opened.money.map((money, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: frozen with the receipt, never reordered
            key={index}
            icon={methodIcons[money.method] ?? <IconBuildingBank {...icon} />}
            title={[methodText(t, money.method), money.reference].filter((part) => part !== null).join(', ')}
            note={moneyNote(t, money, opened.receipt.issuedAt)}
            end={<b>{dong(money.amount)}</b>}
          />
        ))}
      </ul>
    </section>
  );
}

type Paper = Opened['papers'][number];

function paperTitle(t: TextOf, paper: Pick<Paper, 'mark' | 'copy'>): string {
  return t(`history.paper.${paper.mark}`, { copy: paper.copy });
}

function paperTag(t: TextOf, { state, paperCame }: Paper): ReactNode {
  if (paperCame !== null) {
    return (
      <Tag tone={paperCame ? 'green' : 'red'}>
        {t(paperCame ? 'history.paper.came' : 'history.paper.lost')}
      </Tag>
    );
  }
  return <Tag tone={paperTones[state]}>{t(`history.paper.state.${state}`)}</Tag>;
}

function Papers({ opened }: { readonly opened: Opened }) {
  const t = useText();
  const { view } = useHouse();
  return (
    <section aria-label={t('history.papers')}>
      <h3>{t('history.papers')}</h3>
      <ul className="qt-history-facts">
        {opened.papers.length === 0 && opened.sister === null ? (
          <Row icon={<IconFileOff {...icon} />} title={t('history.paper.none')} note="" end={null} />
        ) : null}
        {opened.papers.map((paper) => (
          <Row
            key={paper.job}
            icon={<IconPrinter {...icon} />}
            title={[paperTitle(t, paper), paper.printer].filter((part) => part !== null).join(', ')}
            note={preciseTimeOf(paper.at)}
            end={paperTag(t, paper)}
          />
        ))}
        {view.rail.network.state === 'not-enrolled' ? null : (
          <Row
            icon={<IconWorld {...icon} />}
            title={t('history.sent')}
            note=""
            end={
              opened.receipt.sentToBackend ? (
                <Tag tone="green">{t('history.sent.yes')}</Tag>
              ) : (
                <Tag tone="blue">{t('history.sent.no')}</Tag>
              )
            }
          />
        )}
      </ul>
    </section>
  );
}

function Who({ opened }: { readonly opened: Opened }) {
  const t = useText();
  const { gate } = useHouse();
  const { receipt } = opened;
  const erased = t('paper.private');
  const rows: readonly (readonly [string, string])[] = [
    [t('paper.payer'), receipt.payerName ?? erased],
    [
      t(`paper.beneficiary.${gate.institution}`),
      [receipt.beneficiaryName, receipt.code].filter((part) => part !== null).join(', ') || '-',
    ],
    [t('history.reason'), opened.reason ?? erased],
    [t('history.cashier'), receipt.cashierName],
  ];
  return <Facts className="qt-history-who" rows={rows} />;
}

function Lines({ opened }: { readonly opened: Opened }) {
  const t = useText();
  return (
    <section aria-label={t('history.lines')}>
      <h3>{t('history.lines.count', { n: opened.receipt.lines.length })}</h3>
      <ul className="qt-history-lines">
        {opened.receipt.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frozen with the receipt, never reordered
          <li key={index}>
            <span>{line.name ?? line.group}</span>
            <b>{dong(line.amount)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The head of the right side: series, number, when, how much. */
export function DetailHead({ opened }: { readonly opened: Opened }) {
  const t = useText();
  const { receipt } = opened;
  return (
    <header className="qt-total qt-history-head" data-void={receipt.state === 'void' ? '' : undefined}>
      <div>
        <span>{t('history.head', { series: receipt.series })}</span>
        <span>{`${timeOf(receipt.issuedAt)} ${dateOf(receipt.issuedAt)}, ${opened.shiftName}`}</span>
      </div>
      <div>
        <b data-testid="history-number">{receipt.number}</b>
        <b data-testid="history-paid">{dong(opened.paid)}</b>
      </div>
    </header>
  );
}

function VoidedWhy({ voided }: { readonly voided: NonNullable<Opened['voided']> }) {
  const t = useText();
  const { reason, text, by, approver } = voided;
  const why = t(keyFor('void.reason', reason, 'void.reason.other'));
  return (
    <small className="qt-void-why">
      {t('history.void.why', { why: text === null ? why : `${why}: ${text}`, by, approver })}
    </small>
  );
}

/** Receipt, money and paper of one receipt, apart as they are in the journal. */
export function Detail({ opened }: { readonly opened: Opened }) {
  return (
    <>
      {opened.receipt.state === 'void' ? (
        <Notice tone="red">
          <Say
            k={opened.replacedBy === null ? 'history.void' : 'history.void.replaced'}
            params={{
              time: opened.voidedAt === null ? '' : `${timeOf(opened.voidedAt)} ${dateOf(opened.voidedAt)}`,
              number: opened.replacedBy ?? '',
            }}
          />
          {opened.voided === null ? null : <VoidedWhy voided={opened.voided} />}
        </Notice>
      ) : null}
      {opened.replaces === null ? null : (
        <Notice>
          <Say k="history.replaces" params={{ number: opened.replaces }} />
        </Notice>
      )}
      {opened.refunded > 0 ? (
        <Notice tone="amber">
          <Say k="history.refunded" params={{ amount: dong(opened.refunded) }} />
        </Notice>
      ) : null}
      <Who opened={opened} />
      <Money opened={opened} />
      <Papers opened={opened} />
      <Lines opened={opened} />
    </>
  );
}
