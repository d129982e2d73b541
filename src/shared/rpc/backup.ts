/** Backups of this counter: where they lie, how the last one went, making one now. */
import { z } from 'zod';
import { method } from './define.ts';
import { epochMs, nothing } from './shapes.ts';

const cashier = ['cashier'] as const;

const backupView = z.strictObject({
  /** Folder on this machine, a second disk or a stick; null: none is set, no backups are made. */
  folder: z.string().nullable(),
  since: epochMs,
  /** The last backup that was opened and verified. */
  last: z
    .strictObject({
      at: epochMs,
      path: z.string(),
      bytes: z.int(),
      entries: z.int(),
      /** It lies on the disk of the data: when that dies both are gone. */
      sameDisk: z.boolean(),
    })
    .nullable(),
  /** The last attempt, when it failed; the window has words for the code. */
  failed: z.strictObject({ at: epochMs, code: z.string() }).nullable(),
  running: z.boolean(),
  /** A folder is set, and for three days nothing verified has come into it. */
  late: z.boolean(),
});
export type BackupView = z.output<typeof backupView>;

export const backupMethods = {
  'backup.view': method({
    request: nothing,
    response: backupView,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Where backups go from now on; an empty text stops them. */
  'backup.setFolder': method({
    request: z.strictObject({ folder: z.string().max(500) }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
  'backup.start': method({
    request: nothing,
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
} as const;
