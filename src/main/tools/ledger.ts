/**
 * `npm run ledger -- verify <folder>`, `npm run ledger -- show <folder> [--type t] [--limit n]`,
 * `npm run ledger -- export <folder> --to <file> [--after epoch/seq | --all]`, `npm run ledger -- key <folder>` and
 * `npm run ledger -- backup <folder> --to <dir>`: reads a counter's ledger without writing, also while the counter runs.
 * `npm run ledger -- restore <backup> --to <empty folder> [--old <folder>]` makes a data folder. Exit code 0: right; 1: something is wrong with the ledger;
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
  const [command, ...rest] = process.argv.slice(2);
  const print = (line: string) => console.log(line);
  if (command === 'export') {
    const { runExportTool } = await import('./ledger/export.ts');
    process.exitCode = await runExportTool(rest, print);
  } else if (command === 'key') {
    const { runKeyTool } = await import('./ledger/key.ts');
    process.exitCode = runKeyTool(rest, print);
  } else if (command === 'backup' || command === 'restore') {
    const { runBackupTool } = await import('./ledger/backup.ts');
    process.exitCode = await runBackupTool(command, rest, print);
  } else {
    const { runLedgerTool } = await import('./ledger/run.ts');
    process.exitCode = runLedgerTool(process.argv.slice(2), print);
  }
}

export {};
