import '../ui/zodSetup.ts';
import { openCounter } from '../../shared/rpc/window.ts';
import { mount } from '../ui/mount.tsx';
import './display.css';
import { Display } from './Display.tsx';

mount(
  openCounter(window, (code, name) => console.warn(`counter: ${code} ${name}`)),
  <Display />,
);
