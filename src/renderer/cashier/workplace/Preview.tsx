import { IconEye } from '@tabler/icons-react';
import type { PayerRow } from '../../../shared/rpc/contract.ts';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Finding } from './state.ts';

/** The selected person before opening: what tells namesakes apart, in large. */
export function Preview({ state, row }: { readonly state: Finding; readonly row: PayerRow }) {
  const t = useText();
  const { gate } = useHouse();
  const facts = [
    [t(gate.institution === 'school' ? 'preview.class' : 'preview.ward'), row.className],
    [t('preview.born'), row.birthYear],
    [t('preview.gender'), row.gender],
    [t(`preview.code.${gate.institution}`), row.code],
    [t('preview.address'), row.address],
  ] as const;
  return (
    <div className="qt-preview qt-fade">
      <div className="qt-preview-head">
        <IconEye size={18} stroke={1.9} />
        {t('preview.title')}
        <span>
          {t(state.atLeast ? 'preview.at.more' : 'preview.at', {
            at: state.selected + 1,
            count: state.count,
          })}
        </span>
      </div>
      <h1>{row.name}</h1>
      <dl>
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{t('preview.owed')}</dt>
          <dd>
            <b>{dong(row.owed)}</b>
          </dd>
        </div>
      </dl>
      <p>
        <Say k="preview.enter" />
      </p>
    </div>
  );
}

/** How many of the found people bear exactly the same name. */
export function namesakes(state: Finding, row: PayerRow): number {
  return state.rows.filter((other) => other.name === row.name).length;
}
