import '../ui/zodSetup.ts';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './panel.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { WordsProvider } from '../ui/text.tsx';
import { Panel } from './Panel.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <WordsProvider>
      <Panel />
    </WordsProvider>
  </StrictMode>,
);
