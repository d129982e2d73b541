/** The one thing a page gets from its preload: ends of lines to the counter. Nothing of Electron reaches the page. */
import { ipcRenderer } from 'electron';
import { lineLostMessage, lineMessage, pageReadyMessage } from '../../../shared/rpc/page-messages.ts';

/**
 * Passes the page's "ready" on to main, and the ports main posts on to the page. A port can cross into the page's
 * world only by `window.postMessage`; there are no frames that could listen, and none can be made (CSP).
 */
export function offerLine(): void {
  window.addEventListener('message', (event) => {
    if (event.source === window && event.data === pageReadyMessage) ipcRenderer.send(pageReadyMessage);
  });
  ipcRenderer.on(lineMessage, (event) => window.postMessage(lineMessage, '*', [...event.ports]));
  ipcRenderer.on(lineLostMessage, () => window.postMessage(lineLostMessage, '*'));
}
