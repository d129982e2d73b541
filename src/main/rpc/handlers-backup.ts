import { ok, type Result } from '../../shared/kernel/result.ts';
import type { BackupView, backupMethods } from '../../shared/rpc/backup.ts';
import type { Failure } from '../../shared/rpc/define.ts';
import type { Handlers } from './calls.ts';

/** Backups as the settings show and set them. */
export interface BackupDesk {
  view(): BackupView;
  /** An empty text stops them. */
  setFolder(folder: string): Result<Record<string, never>, Failure>;
  /** Begins one; the view says how it went. */
  start(): Result<Record<string, never>, Failure>;
}

/** Handlers of `shared/rpc/backup.ts`. */
export function backupHandlers(desk: BackupDesk): Pick<Handlers, keyof typeof backupMethods> {
  return {
    'backup.view': () => ok(desk.view()),
    'backup.setFolder': ({ folder }) => desk.setFolder(folder),
    'backup.start': () => desk.start(),
  };
}
