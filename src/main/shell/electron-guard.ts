/** What a window may not do under Electron: leave its page, open others, ask for permissions, reach anything else. */
import type { BrowserWindow, Session } from 'electron';
import type { WindowKind } from '../../shared/handover/types.ts';
import { appScheme } from '../../shared/rpc/page-messages.ts';
import { cacheHeader, readPage, securityHeaders } from './pages.ts';

/** Where the failure page's "try again" leads; going there is an event, not a navigation. */
export const retryPath = '/retry';
export const failurePath = '/failure';

/** Address of a path on a window's own origin. */
export function appAddress(window: WindowKind, path = '/'): string {
  return `${appScheme}://${window}${path}`;
}

export interface PageSource {
  readonly rendererFolder: string;
  /** The plain failure page as it is now. */
  readonly failure: () => string;
}

function htmlHeaders(contentType: string, immutable: boolean): Record<string, string> {
  return { ...securityHeaders([]), 'Content-Type': contentType, 'Cache-Control': cacheHeader(immutable) };
}

/** Answers a request of the app's scheme in the session of `window`: its own pages and nothing else. */
export async function answerPage(
  window: WindowKind,
  { rendererFolder, failure }: PageSource,
  request: Request,
): Promise<Response> {
  const address = new URL(request.url);
  const mayRead = request.method === 'GET' && address.host === window;
  if (mayRead && address.pathname === failurePath) {
    return new Response(failure(), { headers: htmlHeaders('text/html; charset=utf-8', false) });
  }
  const page = mayRead ? await readPage(rendererFolder, window, address.pathname) : null;
  if (page === null) {
    return new Response('not-found\n', {
      status: 404,
      headers: htmlHeaders('text/plain; charset=utf-8', false),
    });
  }
  return new Response(new Uint8Array(page.body), { headers: htmlHeaders(page.contentType, page.immutable) });
}

/** Shuts a session: no permission, no device, no download, no request but to the window's own pages. */
export function guardSession(session: Session, window: WindowKind, pages: PageSource): void {
  session.protocol.handle(appScheme, (request) => answerPage(window, pages, request));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, answer) => {
    const { protocol, host } = new URL(request.url);
    const isOwn = protocol === `${appScheme}:` && host === window;
    // A blob or data URL is content the page already has; the developer tools exist in unpackaged runs only.
    const isInside = protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:';
    answer({ cancel: !isOwn && !isInside });
  });
}

/** Keeps a window on its page. `retry` runs when the failure page's link is pressed. */
export function guardContents(browserWindow: BrowserWindow, window: WindowKind, retry: () => void): void {
  const { webContents } = browserWindow;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-navigate', (event) => {
    event.preventDefault();
    if (event.url === appAddress(window, retryPath)) retry();
  });
}
