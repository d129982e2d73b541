import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { ChoiceList, ChoiceRow, ColumnNames, EmptyList } from '../../ui/ChoiceList.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import './arrears.css';

interface RowData {
  readonly key: string;
  readonly name: string;
  readonly told: readonly string[];
  readonly owed: number;
}

/** What each class or ward owes, without a name; one of them person by person, in the order of the list. */
export function ArrearsPlace() {
  const t = useText();
  const house = useHouse();
  const [unit, setUnit] = useState<string | null>(null);
  const { value, failure } = useAnswer('report.arrears', { unit });
  const classes = value?.classes ?? [];
  const payers = value?.payers ?? [];
  const rows: readonly RowData[] =
    unit === null
      ? classes.map((one) => ({
          key: one.unit,
          name: one.unit,
          told: [String(one.payers), String(one.owing)],
          owed: one.owed,
        }))
      : payers.map((one) => ({ key: one.payer, name: one.name, told: [one.code, ''], owed: one.owed }));
  const { at, item, choose, arrows } = useChoice(rows);
  const owed = rows.reduce((sum, one) => sum + one.owed, 0);
  const owing =
    unit === null
      ? classes.reduce((sum, one) => sum + one.owing, 0)
      : payers.filter((one) => one.owed > 0).length;
  const turn = (to: string | null): void => {
    setUnit(to);
    choose(0);
  };
  const enter = (): void => {
    if (item === undefined) return;
    if (unit === null) turn(item.key);
    else house.history(payers[at]?.code ?? '');
  };
  const back = (): void => (unit === null ? house.go('workplace') : turn(null));
  useKeys({ ...arrows, Enter: enter }, { holdable: arrowKeys, screen: 'arrears' });
  return (
    <Frame keys={[{ chord: 'Escape', label: t(unit === null ? 'bar.home' : 'arrears.back'), run: back }]}>
      <section className="qt-history">
        <header>
          <h1>{unit === null ? t('arrears.title') : t('arrears.class', { unit })}</h1>
          <p role="status">{t('arrears.sum', { n: owing, amount: dong(owed) })}</p>
        </header>
        <ColumnNames
          row="qt-arrears-row"
          names={[
            ...(unit === null
              ? [t('arrears.column.unit'), t('arrears.column.payers'), t('arrears.column.owing')]
              : [t('arrears.column.name'), t('arrears.column.code'), '']),
            t('arrears.column.owed'),
          ]}
        />
        <ChoiceList label={t('arrears.title')} className="qt-history-list" tab>
          {rows.map((one, index) => (
            <ChoiceRow
              key={one.key}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-history-row qt-arrears-row"
            >
              <b className="qt-cut">{one.name}</b>
              <span>{one.told[0]}</span>
              <span>{one.told[1]}</span>
              <span className="qt-history-amount">{one.owed === 0 ? t('arrears.paid') : dong(one.owed)}</span>
            </ChoiceRow>
          ))}
        </ChoiceList>
        {value !== null && rows.length === 0 ? (
          <EmptyList title={t('arrears.none')} hint={t('arrears.none.hint')} />
        ) : null}
        <FailureNotice failure={failure} />
      </section>
      <Side
        head={
          item === undefined ? null : (
            <Total label={item.name} cut amount={item.owed} id="arrears">
              {unit === null ? '' : (item.told[0] ?? '')}
            </Total>
          )
        }
        end={
          <Notice>
            <Say k="arrears.note" />
          </Notice>
        }
        action={{
          label: t(unit === null ? 'arrears.open' : 'arrears.receipts'),
          icon: <IconChevronRight size={22} stroke={1.9} />,
          off: item === undefined,
          run: enter,
        }}
      />
    </Frame>
  );
}
