/**
 * Flags of the engine for the counter's process: it must leave room for everything else on a small machine. Left alone, the
 * engine keeps 64 MB ready for short-lived data after the first busy minute, compiles far ahead of what a till ever runs,
 * lets what a search leaves behind grow to several times what is in use before it collects it, and keeps four threads for
 * that. With them a till of 200,000 payers holds a sixth less (`bench w5`). Large lists, which they would make slower, are
 * read and written in a process without them (`store/jobs-process.ts`).
 */
export const counterFlags: readonly string[] = [
  '--optimize-for-size',
  '--heap-growing-percent=30',
  '--v8-pool-size=1',
];
