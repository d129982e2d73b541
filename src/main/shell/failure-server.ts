/** What stands on the port of the browser shell after a crash loop: one plain page with one thing to press. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import { windowKinds } from '../../shared/handover/types.ts';
import { failedCloseCode } from '../../shared/rpc/greeting.ts';
import { createServer } from './http.ts';
import { displayPausedPage, failurePage, plainPage, securityHeaders } from './pages.ts';

export interface FailureServerOptions {
  readonly port: number;
  /** Named on the page. Its content is not shown: other users of this machine could read the page. */
  readonly logPath: string;
  /** Runs once, after the port is free again. */
  readonly retry: () => void;
}

export interface FailureServer {
  close(): Promise<void>;
}

const retryPath = '/retry';
/** Time for the counter to start before the page looks for it. */
const reloadAfterSeconds = 3;

function pageFor(isCashier: boolean, retrying: boolean, logPath: string): string {
  if (!isCashier) return displayPausedPage();
  if (!retrying) return failurePage({ cause: 'counter', logPath, log: [], retryAddress: retryPath });
  return plainPage({ title: 'Đang khởi động lại', paragraphs: ['Xin đợi vài giây.'], reloadAfterSeconds });
}

/** Starts it. Lines that knock are told to load their page again, and so find this one. */
export async function startFailureServer({
  port,
  logPath,
  retry,
}: FailureServerOptions): Promise<FailureServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  const hosts = windowKinds.map((window) => `${window}.localhost:${port}`);
  let over = false;

  const close = (): Promise<void> => {
    over = true;
    for (const client of sockets.clients) client.terminate();
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const known = hosts.includes(request.headers.host ?? '') && request.method === 'GET' && !over;
    const isCashier = request.headers.host === hosts[0];
    // Pressed on this very page, not linked to from elsewhere.
    const asked = request.url === retryPath && request.headers['sec-fetch-site'] === 'same-origin';
    const retrying = known && isCashier && asked;
    response.writeHead(known ? 200 : 421, {
      ...securityHeaders([]),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    response.end(known ? pageFor(isCashier, retrying, logPath) : '');
    if (retrying) response.once('close', () => void close().then(retry));
  };

  const server = createServer(answer);
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (webSocket) => webSocket.close(failedCloseCode));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { close };
}
