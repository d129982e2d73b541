import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

const font = '"Inter Digits", "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif';

const blue: MantineColorsTuple = [
  '#e8f0f9',
  '#cfe1f3',
  '#a9cbec',
  '#7fb0de',
  '#5b97cf',
  '#3b7ec0',
  '#22659f',
  '#0b4a86',
  '#083a6b',
  '#062a4e',
];

/** Mantine dressed in the tokens of look.md; sizes and states of our own parts are in the CSS beside them. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'blue',
  primaryShade: 7,
  colors: { blue },
  fontFamily: font,
  fontFamilyMonospace: font,
  headings: { fontFamily: font, fontWeight: '700' },
  black: '#14212e',
  defaultRadius: 6,
  cursorType: 'default',
  respectReducedMotion: true,
  focusRing: 'never',
});
