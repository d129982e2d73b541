/**
 * The server of `node:http`. Imported by name the module would load all that it gives, the client of `fetch` among it, which
 * the counter may never need: 45 ms of a start, and memory.
 */
export const { createServer } = process.getBuiltinModule('node:http');
