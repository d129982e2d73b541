import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BankRow, bankRow } from '../../shared/rpc/settings.ts';

/** No bank has this number, so a code of it cannot be paid by mistake (facts/payments.md §1.2). */
const sampleBank: BankRow = {
  bin: '999999',
  shortName: 'Ngân hàng Mẫu',
  name: 'Chỉ để tập, không chuyển được',
};

/**
 * The bank list that came with the program, in order of their short names; a training ledger has the bank of the
 * sample data too.
 * @param resourcesFolder folder with `banks.json`
 */
export function bankList(resourcesFolder: string, kind: 'real' | 'training'): readonly BankRow[] {
  const file: unknown = JSON.parse(readFileSync(join(resourcesFolder, 'banks.json'), 'utf8'));
  const banks = z.array(bankRow).max(400).parse(file);
  const sorted = [...banks].sort((a, b) => a.shortName.localeCompare(b.shortName, 'vi'));
  return kind === 'training' ? [sampleBank, ...sorted] : sorted;
}
