import { Checkbox } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconHelpHexagon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { BillLineView, PayerView } from '../../../shared/rpc/contract.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { Say, type TextOf, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { type BillGroup, chargeable, groupLines, type LineChoice } from './figures.ts';

/** What the rows may do; without it the bill is locked (cash is being taken). */
export interface BillHand {
  readonly cursor: number;
  readonly edit: string | null;
  readonly fixed: boolean;
  readonly toggle: (line: number) => void;
  readonly moveTo: (line: number) => void;
  readonly type: (digits: string) => void;
}

function noteOf(t: TextOf, line: BillLineView): string {
  const paid = line.paid > 0 && line.owed > 0 ? t('bill.paid-before', { amount: dong(line.paid) }) : null;
  const blocked =
    line.blocked === null ? null : t(keyFor('bill.blocked', line.blocked, 'bill.blocked.other'));
  return [line.note, paid, blocked].filter((part) => part !== null).join(', ');
}

function Mark({ line, choice, index, hand }: RowProps) {
  const box = useRef<HTMLInputElement>(null);
  const focused = hand?.cursor === index && hand.edit === null;
  useEffect(() => {
    if (focused) {
      box.current?.focus({ preventScroll: true });
      box.current?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    }
  }, [focused]);
  if (line.owed === 0) return <IconCircleCheck size={20} stroke={1.9} color="var(--green)" aria-hidden />;
  if (line.blocked !== null)
    return <IconHelpHexagon size={20} stroke={1.9} color="var(--amber)" aria-hidden />;
  if (hand === null || hand.fixed) {
    return choice.taken ? <IconCheck size={20} stroke={2} color="var(--blue)" aria-hidden /> : null;
  }
  return (
    <Checkbox
      ref={box}
      classNames={{ input: 'qt-check' }}
      size="20"
      radius={4}
      aria-label={`${line.name}, ${dong(line.owed)}`}
      checked={choice.taken}
      tabIndex={focused ? 0 : -1}
      onFocus={() => {
        if (!focused) hand.moveTo(index);
      }}
      onChange={() => hand.toggle(index)}
    />
  );
}

function Now({ line, choice, index, hand }: RowProps) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const editing = hand !== null && hand.cursor === index && hand.edit !== null;
  useEffect(() => {
    if (editing) field.current?.select();
  }, [editing]);
  if (editing) {
    return (
      <MoneyField
        label={`${t('bill.column.now')}, ${line.name}`}
        hideLabel
        digits={hand.edit ?? ''}
        onDigits={hand.type}
        inputRef={field}
        autoFocus
      />
    );
  }
  if (line.owed === 0) {
    return <span className="qt-quiet">{line.amount === 0 ? dong(0) : t('bill.settled')}</span>;
  }
  if (!choice.taken) return <span className="qt-quiet">{t('bill.not-taken')}</span>;
  return (
    <>
      <b>{dong(choice.amount)}</b>
      {choice.amount < line.owed ? (
        <small>{t('bill.left', { amount: dong(line.owed - choice.amount) })}</small>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly line: BillLineView;
  readonly choice: LineChoice;
  readonly index: number;
  readonly hand: BillHand | null;
}

function EditHelp({ line, digits }: { readonly line: BillLineView; readonly digits: string }) {
  const t = useText();
  const amount = Number(digits === '' ? 0 : digits);
  const tooMuch = amount > line.owed;
  return (
    <tr className="qt-edit-help" data-edited="">
      <td />
      <td role={tooMuch ? 'alert' : undefined}>
        {tooMuch ? (
          <span className="qt-wrong">{t('bill.too-much', { amount: dong(line.owed) })}</span>
        ) : (
          <Say k="bill.part" params={{ amount: dong(line.owed - amount) }} />
        )}
      </td>
      <td colSpan={2}>
        <KeyCap chord="Enter" /> {t('bill.accept')}
        <KeyCap chord="Escape" /> {t('bill.revert', { amount: dong(line.owed) })}
      </td>
    </tr>
  );
}

function Line(
  props: RowProps & {
    readonly child: BillGroup | null;
    readonly childSum: number;
    readonly owedColumn: boolean;
  },
) {
  const t = useText();
  const { line, index, hand, child, childSum, owedColumn } = props;
  const school = useHouse().gate.institution === 'school';
  const note = noteOf(t, line);
  const editing = hand !== null && hand.cursor === index && hand.edit !== null;
  return (
    <>
      <tr
        className="qt-line"
        data-cursor={hand?.cursor === index ? '' : undefined}
        data-edited={editing ? '' : undefined}
        data-off={chargeable(line) ? undefined : ''}
        data-settled={line.owed === 0 ? '' : undefined}
        onClick={() => hand?.moveTo(index)}
      >
        {child === null ? null : (
          <th scope="rowgroup" rowSpan={child.lines.length}>
            <b>{child.beneficiaryName}</b>
            {child.unit === null ? null : (
              <span>{school ? t('bill.class', { class: child.unit }) : child.unit}</span>
            )}
            <small>{t('bill.sum', { amount: dong(childSum) })}</small>
          </th>
        )}
        <td className="qt-line-mark">
          <Mark {...props} />
        </td>
        <td className="qt-line-name">
          {line.name}
          {line.period === null ? null : ` ${line.period}`}
          {note === '' ? null : <small>{note}</small>}
        </td>
        {owedColumn ? (
          <td className="qt-line-owed">{dong(line.owed === 0 ? line.amount : line.owed)}</td>
        ) : null}
        <td className="qt-line-now">
          <Now {...props} />
        </td>
      </tr>
      {editing ? <EditHelp line={line} digits={hand.edit ?? ''} /> : null}
    </>
  );
}

function Section({ onBehalf, total }: { readonly onBehalf: boolean; readonly total: number }) {
  const t = useText();
  return (
    <tr className="qt-section">
      <td colSpan={4}>
        <b>{t(onBehalf ? 'bill.on-behalf' : 'bill.own')}</b>
        {onBehalf ? <span>{t('bill.on-behalf.note')}</span> : null}
        <b>{dong(total)}</b>
      </td>
    </tr>
  );
}

interface BillTableProps {
  readonly payer: PayerView;
  readonly choices: readonly LineChoice[];
  readonly hand: BillHand | null;
}

/** The bill: what is owed beside what is collected now. Head and foot stay, the rows scroll. */
export function BillTable({ payer, choices, hand }: BillTableProps) {
  const t = useText();
  const groups = groupLines(payer.lines);
  const sections = groups.some((group) => group.onBehalf);
  const severalPeople = new Set(groups.map((group) => group.beneficiary)).size > 1;
  const indexOf = new Map(payer.lines.map((line, index) => [line.bill, index]));
  const takenOf = (bill: string): number => {
    const choice = choices[indexOf.get(bill) ?? -1];
    return choice?.taken ? choice.amount : 0;
  };
  const sumOf = (onBehalf: boolean): number =>
    payer.lines.reduce((sum, line) => (line.onBehalf === onBehalf ? sum + takenOf(line.bill) : sum), 0);
  return (
    <div className="qt-bill-scroll">
      <table className="qt-bill" data-people={severalPeople ? '' : undefined}>
        <caption className="qt-hidden">{t('bill.list', { name: payer.name })}</caption>
        <thead>
          <tr>
            {severalPeople ? <th aria-hidden /> : null}
            <th aria-hidden />
            <th scope="col">{t('bill.column.line')}</th>
            {severalPeople ? null : <th scope="col">{t('bill.column.owed')}</th>}
            <th scope="col">{t('bill.column.now')}</th>
          </tr>
        </thead>
        {groups.map((group, at) => (
          <tbody key={group.key}>
            {sections && group.onBehalf !== groups[at - 1]?.onBehalf ? (
              <Section onBehalf={group.onBehalf} total={sumOf(group.onBehalf)} />
            ) : null}
            {group.lines.map((line, position) => {
              const index = indexOf.get(line.bill) ?? 0;
              const choice = choices[index];
              return choice === undefined ? null : (
                <Line
                  key={line.bill}
                  line={line}
                  choice={choice}
                  index={index}
                  hand={hand}
                  child={severalPeople && position === 0 ? group : null}
                  childSum={group.lines.reduce((sum, one) => sum + takenOf(one.bill), 0)}
                  owedColumn={!severalPeople}
                />
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}
