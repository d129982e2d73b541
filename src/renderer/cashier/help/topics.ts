import type { TextKey } from '../../../shared/i18n/translate.ts';

/** One page of help; body paragraphs are parted by `|`. */
export interface Topic {
  readonly key: string;
  readonly title: TextKey;
  readonly body: TextKey;
}

const howTo = [
  'cash',
  'qr',
  'part',
  'siblings',
  'park',
  'reprint',
  'find-receipt',
  'card',
  'change-name',
  'open-shift',
  'close-shift',
  'hand-in',
  'replace',
  'restore',
  'match-cards',
  'tie-batch',
  'dispute',
  'import',
] as const;

const trouble = [
  'printer',
  'network',
  'qr',
  'screenshot',
  'card',
  'pin',
  'display',
  'scanner',
  'power',
  'outage',
] as const;

/** The commonest things to do. */
export const howToTopics: readonly Topic[] = howTo.map((key) => ({
  key: `how.${key}`,
  title: `help.how.${key}`,
  body: `help.how.${key}.body`,
}));

/** What to do when something does not go as it should. */
export const troubleTopics: readonly Topic[] = trouble.map((key) => ({
  key: `trouble.${key}`,
  title: `help.trouble.${key}`,
  body: `help.trouble.${key}.body`,
}));
