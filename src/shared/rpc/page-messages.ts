/** Names that page, preload and Electron's main process share. Without imports, so that a preload stays tiny. */

/** Scheme of the pages under Electron. */
export const appScheme = 'quaythu';

/** The page listens and wants a line. */
export const pageReadyMessage = 'quaythu:ready';
/** Here is a line; the port travels with the message. */
export const lineMessage = 'quaythu:line';
/** The counter is gone; another line follows when it is back. */
export const lineLostMessage = 'quaythu:line-lost';
/** The operating system locked the screen: the counter is locked too. */
export const screenLockedMessage = 'quaythu:screen-locked';
