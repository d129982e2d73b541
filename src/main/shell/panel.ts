/**
 * The panel of simulated devices (design §5): a page of its own origin, served by the launcher while it shows a demo and at
 * no other time. It talks to the simulators' control ports, never to the counter.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatorAddress } from '../../shared/handover/counter.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { createServer } from './http.ts';
import { cacheHeader, readPage, securityHeaders } from './pages.ts';

export interface PanelOptions {
  /** Folder of the built pages. */
  readonly rendererFolder: string;
  readonly peers: readonly SimulatorAddress[];
  readonly random: Random;
}

export interface Panel {
  /** The page with the secret by which it is given the control ports; it stays good while the demo runs. */
  readonly link: string;
  close(): void;
}

const secretBytes = 24;
const requestTimeoutMs = 10_000;

/** Starts serving on any free port of loopback. */
export async function startPanel({ rendererFolder, peers, random }: PanelOptions): Promise<Panel> {
  const secret = Buffer.from(random.bytes(secretBytes)).toString('base64url');
  let port = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const controls = peers.map(({ controlPort }) => `http://127.0.0.1:${controlPort}`);
    for (const [name, value] of Object.entries(securityHeaders(controls))) response.setHeader(name, value);
    response.setHeader('Cache-Control', cacheHeader(false));
    const end = (status: number, type: string, body: Buffer | string): void => {
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
      response.end(body);
    };
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (request.headers.host !== `simulator.localhost:${port}`) {
      end(421, 'text/plain', 'host\n');
      return;
    }
    if (request.method !== 'GET') {
      end(405, 'text/plain', 'method\n');
      return;
    }
    if (path === '/peers') {
      if (!isSecret(request.headers.authorization, secret)) end(401, 'text/plain', 'secret\n');
      else {
        const told = peers.map(({ peer, controlPort, token }) => ({ peer, controlPort, token }));
        end(200, 'application/json', JSON.stringify({ peers: told }));
      }
      return;
    }
    const page = await readPage(rendererFolder, 'simulator', path);
    if (page === null) end(404, 'text/plain', 'not-found\n');
    else {
      response.setHeader('Cache-Control', cacheHeader(page.immutable));
      end(200, page.contentType, page.body);
    }
  };

  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    link: `http://simulator.localhost:${port}/#${secret}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function isSecret(given: string | undefined, secret: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(`Bearer ${secret}`)];
  return one.length === other.length && timingSafeEqual(one, other);
}
