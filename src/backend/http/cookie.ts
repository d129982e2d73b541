/**
 * The session of the province's page: a cookie no script can read and no other site's request carries. Whatever it
 * proves beyond reading also needs a header that only our own page can set (OWASP CSRF: custom request header).
 */
import type { RawCall } from './route.ts';

const name = 'quaythu';
/** Bound to this host and to TLS (RFC 6265bis §4.1.3.2). */
const hostName = `__Host-${name}`;
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

type Headers = RawCall['headers'];

/** Only a browser that talks to its own machine may do without TLS. */
function isSecure({ host }: Headers): boolean {
  return typeof host !== 'string' || !loopback.test(host);
}

/** `Set-Cookie` that opens a session, or with an empty token ends it. */
export function sessionCookie(headers: Headers, token: string, expiresInMs: number): string {
  const secure = isSecure(headers);
  const age = token === '' ? 0 : Math.floor(expiresInMs / 1_000);
  const parts = [`${secure ? hostName : name}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  return [...parts, `Max-Age=${age}`, ...(secure ? ['Secure'] : [])].join('; ');
}

/** The token of the cookie; empty without one. */
export function cookieToken(headers: Headers): string {
  const { cookie } = headers;
  if (typeof cookie !== 'string') return '';
  const wanted = `${isSecure(headers) ? hostName : name}=`;
  const found = cookie.split(/;\s*/).find((one) => one.startsWith(wanted));
  const token = found?.slice(wanted.length) ?? '';
  return /^[A-Za-z0-9_-]{1,200}$/.test(token) ? token : '';
}

/** Whether our own page sent it: a form or a picture of another site cannot set this header, and names its origin. */
export function isFromPage({ origin, host, 'x-quaythu-page': mark }: Headers): boolean {
  if (mark !== '1') return false;
  if (origin === undefined) return true;
  return typeof origin === 'string' && typeof host === 'string' && URL.canParse(origin)
    ? new URL(origin).host === host
    : false;
}
