import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { readDay } from './day.ts';
import type { Standing } from './prices.ts';
import { useSettings } from './Section.tsx';

interface Days {
  readonly from: string;
  readonly until: string;
}

/** First and last day of something that is dated; of what is in force already only the last can be written. */
export function DayFields(props: {
  readonly draft: Days & { readonly past: boolean };
  readonly change: (part: Partial<Days>) => void;
}) {
  const t = useText();
  const { mayChange } = useSettings();
  const { draft, change } = props;
  const { from, until, past } = draft;
  const wrong = (text: string): string | undefined =>
    text !== '' && readDay(text) === null ? t('settings.day.wrong') : undefined;
  return (
    <div className="qt-settings-pair">
      <TextField
        label={t('settings.from')}
        placeholder={past ? t('settings.forms.always') : t('settings.day.placeholder')}
        inputMode="numeric"
        value={from}
        maxLength={10}
        readOnly={past || !mayChange}
        error={wrong(from)}
        change={(text) => change({ from: text })}
      />
      <TextField
        label={t('settings.until')}
        placeholder={t('settings.until.open')}
        inputMode="numeric"
        value={until}
        maxLength={10}
        readOnly={!mayChange}
        error={wrong(until)}
        change={(text) => change({ until: text })}
      />
    </div>
  );
}

/** How a dated row stands today, in words. */
export function StandingText({ day, standing }: { readonly day: Days; readonly standing: Standing }) {
  const t = useText();
  switch (standing) {
    case 'unsaved':
      return t('settings.dated.unsaved');
    case 'over':
      return t('settings.dated.over', { day: day.until });
    case 'coming':
      return t('settings.forms.from', { day: day.from });
    case 'replaced':
      return t('settings.dated.replaced');
    case 'now':
      return day.until === '' ? t('settings.dated.now') : t('settings.dated.until', { day: day.until });
  }
}
