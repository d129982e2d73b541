import { useText } from '../../ui/text.tsx';

interface PaperHeadProps {
  readonly facility: { readonly name: string; readonly address: string; readonly budgetCode: string };
  readonly title?: string;
  /** Form code and circular line. */
  readonly form?: string;
}

/** The head of a receipt as it will be printed. */
export function PaperHead({ facility, title, form }: PaperHeadProps) {
  const t = useText();
  return (
    <section aria-label={t('setup.preview')}>
      <h3 className="qt-settings-aside">{t('setup.preview')}</h3>
      <div className="qt-paper">
        <header>
          <b>{facility.name.toLocaleUpperCase('vi')}</b>
          <span>{facility.address}</span>
          {facility.budgetCode === '' ? null : (
            <span>{t('setup.preview.budget-code', { code: facility.budgetCode })}</span>
          )}
          <strong>{title ?? t('setup.preview.receipt')}</strong>
          {form === undefined || form === '' ? null : <span>{form}</span>}
        </header>
      </div>
    </section>
  );
}
