/** The first message on a WebSocket of the browser shell: what lets a page have a line. */
import { z } from 'zod';

const secret = z.string().min(20).max(100);

/** From the page: the token of its launch address, or the session secret it was given for one. */
export const pageGreeting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('launch'), token: secret }),
  z.strictObject({ kind: z.literal('session'), secret }),
]);
export type PageGreeting = z.infer<typeof pageGreeting>;

/** The answer; after it the socket is the line. `secret` only in exchange for a token. */
export const shellGreeting = z.strictObject({ kind: z.literal('accepted'), secret: secret.nullable() });
export type ShellGreeting = z.infer<typeof shellGreeting>;

/** Longest first message, in UTF-16 units. */
export const maxGreetingChars = 512;

/** Close code of a socket whose greeting was refused: trying again with the same is no use. */
export const refusedCloseCode = 4401;

/** Close code when the counter died too often: the page loads itself again and finds the failure page. */
export const failedCloseCode = 4402;

/** Where a page opens its line, and where it goes when it may not have one. */
export const linePath = '/line';
export const linkNeededPath = '/link-needed';
/** What stands before the token in the fragment of a launch address; a fragment is never sent or logged. */
export const launchFragment = '#launch=';
