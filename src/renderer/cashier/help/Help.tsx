import { TextInput } from '@mantine/core';
import { IconPhone, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { plainText, splitMarkup } from '../../../shared/i18n/markup.ts';
import { foldVietnamese } from '../../../shared/text/index.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { type TextOf, useText } from '../../ui/text.tsx';
import { arrowKeys, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { howToTopics, type Topic, troubleTopics } from './topics.ts';
import './help.css';

interface HelpProps {
  /** Keys of the screen under the help. */
  readonly keys: readonly BarKey[];
  /** Office and number of whom to call, as the settings have it. */
  readonly support: { readonly office: string; readonly phone: string };
  /** Key of the page that is open first. */
  readonly first?: string;
  readonly close: () => void;
}

/** The words of a search, without marks. */
function wordsOf(text: string): readonly string[] {
  return foldVietnamese(text)
    .split(' ')
    .filter((word) => word !== '');
}

/** Topics whose title or body has every word, without marks and in any order. */
function matching(t: TextOf, topics: readonly Topic[], text: string): readonly Topic[] {
  const words = wordsOf(text);
  return topics.filter(({ title, body }) => {
    const all = foldVietnamese(plainText(`${t(title)} ${t(body)}`));
    return words.every((word) => all.includes(word));
  });
}

/** The page that a search opens: the first whose title has every word, else the first. */
function bestOf(t: TextOf, text: string): number {
  const words = wordsOf(text);
  const found = [...matching(t, howToTopics, text), ...matching(t, troubleTopics, text)];
  const titled = found.findIndex(({ title }) => {
    const all = foldVietnamese(t(title));
    return words.every((word) => all.includes(word));
  });
  return Math.max(0, titled);
}

function Marked({ text }: { readonly text: string }) {
  return splitMarkup(text).map((part, index): ReactNode => {
    const key = `${index}-${part.text}`;
    if (part.kind === 'strong') return <b key={key}>{part.text}</b>;
    if (part.kind === 'key') return <KeyCap key={key} chord={part.text} />;
    return part.text;
  });
}

function Page({ topic }: { readonly topic: Topic }) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by the keys
    <article className="qt-help-page" aria-live="polite" tabIndex={0}>
      <h3>{t(topic.title)}</h3>
      <ol>
        {t(topic.body)
          .split('|')
          .map((step) => (
            <li key={step}>
              <Marked text={step.trim()} />
            </li>
          ))}
      </ol>
    </article>
  );
}

/** F1: keys of the present screen, how to do the common things, what to do in trouble, whom to call. Works offline. */
export function Help({ keys, support, first, close }: HelpProps) {
  const t = useText();
  const [text, setText] = useState('');
  const how = matching(t, howToTopics, text);
  const trouble = matching(t, troubleTopics, text);
  const all = [...how, ...trouble];
  const {
    item: topic,
    choose,
    arrows,
  } = useChoice(all, {
    start: Math.max(
      0,
      all.findIndex(({ key }) => key === first),
    ),
  });
  useKeys(
    { Escape: close, F1: close, ...arrows, Enter: () => undefined },
    { modal: true, holdable: arrowKeys },
  );
  const group = (name: string, topics: readonly Topic[]) =>
    topics.length === 0 ? null : (
      // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
      <div role="group" aria-label={name}>
        <div className="qt-help-group" aria-hidden>
          {name}
        </div>
        {topics.map((one) => (
          <ChoiceRow
            key={one.key}
            selected={one.key === topic?.key}
            choose={() => choose(all.findIndex(({ key }) => key === one.key))}
          >
            {t(one.title)}
          </ChoiceRow>
        ))}
      </div>
    );
  const contact =
    support.office === '' && support.phone === ''
      ? t('help.contact.none')
      : [support.office, support.phone].filter((part) => part !== '').join(' · ');
  return (
    <Dialog title={t('help.title')} size="72rem" close={close}>
      <div className="qt-help">
        <section aria-label={t('help.keys')}>
          <h3>{t('help.keys')}</h3>
          <ul className="qt-help-keys">
            {keys.map(({ chord, label }) => (
              <li key={chord}>
                <KeyCap chord={chord} />
                {label}
              </li>
            ))}
          </ul>
        </section>
        <div className="qt-help-main">
          <div className="qt-help-list">
            <div className="qt-field">
              <TextInput
                aria-label={t('help.find')}
                placeholder={t('help.find')}
                value={text}
                data-autofocus
                autoComplete="off"
                leftSection={<IconSearch size={20} stroke={1.9} />}
                leftSectionWidth={40}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setText(value);
                  choose(value === '' ? 0 : bestOf(t, value));
                }}
              />
            </div>
            <ChoiceList label={t('help.title')} tabIndex={0}>
              {group(t('help.how'), how)}
              {group(t('help.trouble'), trouble)}
            </ChoiceList>
            {all.length === 0 ? <p role="status">{t('help.none')}</p> : null}
          </div>
          {topic === undefined ? <div /> : <Page topic={topic} />}
        </div>
        <footer>
          <p>
            <IconPhone size={20} stroke={1.9} aria-hidden />
            <span>
              {t('help.contact')}: <b>{contact}</b>
            </span>
          </p>
          <SecondaryAction label={t('help.close')} chord="Escape" run={close} />
        </footer>
      </div>
    </Dialog>
  );
}
