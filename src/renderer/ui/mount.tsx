import './mantine.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { CounterClient } from '../../shared/rpc/client.ts';
import { CounterProvider } from './client.tsx';
import { Mishap } from './Mishap.tsx';
import { WordsProvider } from './text.tsx';
import { theme } from './theme.ts';
import { followPrefixKey, watchWedge } from './useWedge.ts';

/** Shows a window's screens in its page. */
export function mount(counter: CounterClient, screens: ReactNode): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  // First of all listeners: what a scanner types must reach no shortcut, no button and no field.
  watchWedge(followPrefixKey(counter));
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="light">
        <WordsProvider>
          <Mishap>
            <CounterProvider counter={counter}>{screens}</CounterProvider>
          </Mishap>
        </WordsProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
