/**
 * Flags of the engine for the counter's process: it must leave room for everything else on a small machine. Left alone, the
 * engine keeps 64 MB ready for short-lived data after the first busy minute, and lets what a search leaves behind grow to
 * several times what is in use before it collects it (`bench w5`).
 */
export const counterFlags: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
