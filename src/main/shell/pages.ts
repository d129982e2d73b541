/** Which file answers which path of a window's origin, and the headers every answer carries. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { WindowKind } from '../../shared/handover/types.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Segments of letters, digits, `_`, `-` and inner dots: no `..`, no hidden file, nothing to decode. */
const assetPath = /^\/assets(?:\/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)+$/;

export interface PageFile {
  readonly body: Buffer;
  readonly contentType: string;
  /** Built files carry a hash of their content in the name and never change. */
  readonly immutable: boolean;
}

/** The windows' pages, and the panel of simulated devices, which only `panel.ts` gives out. */
type PageOwner = WindowKind | 'simulator';

/** The path of a file below the renderer folder, or null for anything that is not to be given out. */
export function pagePath(window: PageOwner, pathname: string): string | null {
  if (pathname === '/') return `${window}/index.html`;
  const known = Object.hasOwn(contentTypes, extname(pathname)) && extname(pathname) !== '.html';
  return known && assetPath.test(pathname) ? pathname.slice(1) : null;
}

/** Reads what answers `pathname` on the origin of `window`; null = not found. */
export async function readPage(
  rendererFolder: string,
  window: PageOwner,
  pathname: string,
): Promise<PageFile | null> {
  const path = pagePath(window, pathname);
  if (path === null) return null;
  try {
    const body = await readFile(join(rendererFolder, path));
    const contentType = contentTypes[extname(path)] ?? 'application/octet-stream';
    return { body, contentType, immutable: pathname !== '/' };
  } catch {
    return null;
  }
}

/**
 * The content security policy. Nothing comes from elsewhere and no script stands in the page. Styles may stand in
 * the page because the component library writes its variables into a style element at run time; with scripts,
 * images, fonts and connections shut to the outside a style alone carries nothing out.
 */
export function contentSecurityPolicy(connectTo: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer, in both shells. */
export function securityHeaders(connectTo: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connectTo),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), midi=()',
  };
}

/** How long an answer may be kept. */
export function cacheHeader(immutable: boolean): string {
  return immutable ? 'public, max-age=31536000, immutable' : 'no-store';
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface PlainPage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly log?: readonly string[];
  /** One thing to press: its words and where it leads. */
  readonly action?: { readonly words: string; readonly address: string };
  /** Loads the window's own page by itself after this time. */
  readonly reloadAfterSeconds?: number;
}

/** A page that needs neither script nor build: for when the program itself cannot speak. */
export function plainPage({ title, paragraphs, log = [], action, reloadAfterSeconds }: PlainPage): string {
  const text = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  const lines = log.length === 0 ? '' : `<pre>${escapeHtml(log.join('\n'))}</pre>`;
  const press =
    action === undefined
      ? ''
      : `<p><a href="${escapeHtml(action.address)}">${escapeHtml(action.words)}</a></p>`;
  const reload =
    reloadAfterSeconds === undefined
      ? ''
      : `<meta http-equiv="refresh" content="${reloadAfterSeconds};url=/">`;
  return `<!doctype html>
<html lang="vi" translate="no">
<head><meta charset="utf-8">${reload}<meta name="google" content="notranslate"><title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
body { font: 18px/1.6 "Be Vietnam Pro", "Segoe UI", "Noto Sans", sans-serif; color: #17212e; background: #f6f7f9;
  margin: 0; display: grid; place-items: center; min-height: 100vh }
main { max-width: 44rem; padding: 2rem; background: #fff; border: 1px solid #d9dee5; border-radius: 12px }
h1 { font-size: 1.5rem; margin-top: 0 }
a { display: inline-block; padding: .6rem 1.2rem; border-radius: 6px; background: #0b4a86; color: #fff }
pre { font-size: 13px; max-height: 20rem; overflow: auto; background: #f6f7f9; padding: 1rem; white-space: pre-wrap }
</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${text}
${press}
${lines}</main></body>
</html>
`;
}

/** Shown when a page has neither a launch token nor a session that still counts. */
export function linkNeededPage(window: WindowKind): string {
  const name = window === 'cashier' ? 'Quầy Thu' : 'Màn hình khách';
  return plainPage({
    title: `${name}: cần mở lại`,
    paragraphs: [
      'Cửa sổ này không còn phiên làm việc với quầy (đã đóng, hoặc chương trình vừa được khởi động lại).',
      'Dữ liệu đã ghi không mất: mọi khoản tiền đã báo nhận đều nằm trong sổ.',
      'Hãy đóng cửa sổ này và mở lại Quầy Thu, hoặc bấm Enter ở cửa sổ dòng lệnh của Quầy Thu để lấy đường dẫn mới.',
    ],
  });
}

export interface FailurePage {
  readonly cause: 'counter' | 'window';
  readonly logPath: string;
  /** Newest lines of the log; empty where others could read the page. */
  readonly log: readonly string[];
  readonly retryAddress: string;
}

/** Shown to the cashier after the crash limit: the counter (or this page) died too often to go on by itself. */
export function failurePage({ cause, logPath, log, retryAddress }: FailurePage): string {
  const what = cause === 'counter' ? 'Chương trình quầy' : 'Màn hình này';
  return plainPage({
    title: `${what} đã dừng nhiều lần trong một phút`,
    paragraphs: [
      'Dữ liệu đã ghi không mất: mọi khoản tiền đã báo nhận đều nằm trong sổ.',
      'Nếu đang thu dở, hãy xem danh sách "Chưa xong" sau khi chương trình chạy lại, trước khi thu lại lần nữa.',
      `Nhật ký nằm ở ${logPath}. Hãy gửi tệp này cho người hỗ trợ.`,
    ],
    log,
    action: { words: 'Thử lại', address: retryAddress },
  });
}

/** The same on the customers' screen: no cause, no log, nothing to press. It looks for its own page by itself. */
export function displayPausedPage(): string {
  return plainPage({
    title: 'Màn hình tạm nghỉ',
    paragraphs: ['Xin theo dõi hướng dẫn của thu ngân.'],
    reloadAfterSeconds: 10,
  });
}
