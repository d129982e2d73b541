/** Whether a customer display was ever connected to this counter, kept by this machine's window. */

const key = 'quaythu.display-seen';

/** True once a display has been connected, now or on an earlier day. */
export function displaySeen(connected: boolean): boolean {
  const before = localStorage.getItem(key) !== null;
  if (connected && !before) localStorage.setItem(key, '1');
  return connected || before;
}
