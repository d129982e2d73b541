import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { splitMarkup } from '../../shared/i18n/markup.ts';
import {
  failureText,
  type Language,
  type TextKey,
  type TextParams,
  translate,
} from '../../shared/i18n/translate.ts';
import type { Failure } from '../../shared/rpc/define.ts';
import { KeyCap } from './KeyCap.tsx';

interface Words {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const WordsContext = createContext<Words>({ language: 'vi', setLanguage: () => undefined });

const storageKey = 'quaythu.language';

/** Gives the language to all texts below; the choice stays with this window. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, set] = useState<Language>(() => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi'));
  const value = useMemo<Words>(
    () => ({
      language,
      setLanguage: (next) => {
        localStorage.setItem(storageKey, next);
        document.documentElement.lang = next;
        set(next);
      },
    }),
    [language],
  );
  return <WordsContext value={value}>{children}</WordsContext>;
}

/** The language and how to change it. */
export function useLanguage(): Words {
  return useContext(WordsContext);
}

export type TextOf = (key: TextKey, params?: TextParams) => string;

/** `t(key, params)` in the present language, with marks left in: use {@link Say} for texts that have them. */
export function useText(): TextOf {
  const { language } = useContext(WordsContext);
  return useCallback((key, params) => translate(language, key, params), [language]);
}

/** The words for a refusal in the present language. */
export function useFailureText(): (failure: Failure) => string {
  const { language } = useContext(WordsContext);
  return useCallback((failure) => failureText(language, failure), [language]);
}

/** A text with its emphasis and key caps. */
export function Say({ k, params }: { readonly k: TextKey; readonly params?: TextParams }) {
  const t = useText();
  return (
    <>
      {splitMarkup(t(k, params)).map((part, index) => {
        const key = `${index}-${part.text}`;
        if (part.kind === 'strong') return <b key={key}>{part.text}</b>;
        if (part.kind === 'key') return <KeyCap key={key} chord={part.text} />;
        return part.text;
      })}
    </>
  );
}
