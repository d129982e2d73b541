/**
 * `npm run ledger -- verify <folder>` and `npm run ledger -- show <folder> [--type t] [--limit n]`: reads a counter's
 * ledger without writing, also while the counter runs. Exit code 0: right; 1: something is wrong with the ledger;
 * 2: it was called wrongly or cannot run.
 */
const neededNapi = 10;

/** SQLite's addon makes an older Node crash without a word, so nothing that loads it is imported before this. */
if (Number(process.versions.napi) < neededNapi) {
  console.error(
    `Node ${process.versions.node} quá cũ cho sổ (cần N-API ${neededNapi}). Hãy chạy bằng: npm run ledger -- …`,
  );
  process.exitCode = 2;
} else {
  const { runLedgerTool } = await import('./ledger/run.ts');
  process.exitCode = runLedgerTool(process.argv.slice(2), (line) => console.log(line));
}

export {};
