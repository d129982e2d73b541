import { Modal, TextInput } from '@mantine/core';
import { IconPhone, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { plainText, splitMarkup } from '../../../shared/i18n/markup.ts';
import { foldVietnamese } from '../../../shared/text/index.ts';
import { keepFocus, SecondaryAction } from '../../ui/actions.tsx';
import { useCounter } from '../../ui/client.tsx';
import type { BarKey } from '../../ui/KeyBar.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { type TextOf, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { howToTopics, type Topic, troubleTopics } from './topics.ts';
import './help.css';

interface HelpProps {
  /** Keys of the screen under the help. */
  readonly keys: readonly BarKey[];
  readonly close: () => void;
}

/** Office and number of whom to call, as the settings have it. */
function useSupport(): { readonly office: string; readonly phone: string } | null {
  const counter = useCounter();
  const [support, setSupport] = useState<{ office: string; phone: string } | null>(null);
  useEffect(() => {
    void counter.call('settings.get', {}).then((answer) => {
      if (answer.ok) setSupport(answer.value.support);
    });
  }, [counter]);
  return support;
}

/** Topics whose title or body has every word, without marks and in any order. */
function matching(t: TextOf, topics: readonly Topic[], text: string): readonly Topic[] {
  const words = foldVietnamese(text)
    .split(' ')
    .filter((word) => word !== '');
  return topics.filter(({ title, body }) => {
    const all = foldVietnamese(plainText(`${t(title)} ${t(body)}`));
    return words.every((word) => all.includes(word));
  });
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
export function Help({ keys, close }: HelpProps) {
  const t = useText();
  const support = useSupport();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const selected = useRef<HTMLDivElement>(null);
  const how = matching(t, howToTopics, text);
  const trouble = matching(t, troubleTopics, text);
  const all = [...how, ...trouble];
  const topic = all[Math.min(at, all.length - 1)];
  const move = (by: number) => () => setAt(Math.max(0, Math.min(all.length - 1, at + by)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row is selected
  useEffect(() => {
    // In braces: newer browsers give back a promise, which is no way to clean up.
    selected.current?.scrollIntoView({ block: 'nearest' });
  }, [topic?.key]);
  useKeys(
    { Escape: close, F1: close, ArrowDown: move(1), ArrowUp: move(-1), Enter: () => undefined },
    { modal: true, holdable: ['ArrowDown', 'ArrowUp'] },
  );
  const group = (name: string, topics: readonly Topic[]) =>
    topics.length === 0 ? null : (
      // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
      <div role="group" aria-label={name}>
        <div className="qt-help-group" aria-hidden>
          {name}
        </div>
        {topics.map((one) => (
          // biome-ignore lint/a11y/useFocusableInteractive: arrows choose while the search keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose while the search keeps the focus
          <div
            key={one.key}
            ref={one.key === topic?.key ? selected : null}
            role="option"
            aria-selected={one.key === topic?.key}
            onMouseDown={keepFocus}
            onClick={() => setAt(all.findIndex(({ key }) => key === one.key))}
          >
            {t(one.title)}
          </div>
        ))}
      </div>
    );
  const contact =
    support === null || (support.office === '' && support.phone === '')
      ? t('help.contact.none')
      : [support.office, support.phone].filter((part) => part !== '').join(' · ');
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={false}
      withCloseButton={false}
      size="72rem"
      centered
      title={t('help.title')}
    >
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
                  setText(event.currentTarget.value);
                  setAt(0);
                }}
              />
            </div>
            <div role="listbox" aria-label={t('help.title')} tabIndex={0}>
              {group(t('help.how'), how)}
              {group(t('help.trouble'), trouble)}
            </div>
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
    </Modal>
  );
}
