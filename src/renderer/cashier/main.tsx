import '../ui/zodSetup.ts';
import { openCounter } from '../../shared/rpc/window.ts';
import { mount } from '../ui/mount.tsx';
import './cashier.css';
import { App } from './App.tsx';

mount(
  openCounter(window, (code, name) => console.warn(`counter: ${code} ${name}`)),
  <App />,
);
