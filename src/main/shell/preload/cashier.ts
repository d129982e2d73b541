/** Preload of the cashier window: its line, and word that the operating system locked the screen. */
import { ipcRenderer } from 'electron';
import { screenLockedMessage } from '../../../shared/rpc/page-messages.ts';
import { offerLine } from './line.ts';

offerLine();
ipcRenderer.on(screenLockedMessage, () => window.postMessage(screenLockedMessage, '*'));
