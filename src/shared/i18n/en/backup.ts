/** Settings: backups. */
export const enBackup = {
  'backup.title': 'Backups',
  'backup.note': 'One a day, opened and checked as a whole before it counts.',
  'backup.folder': 'Folder on a second disk or a USB stick',
  'backup.folder.hint': 'For example E:\\Backups or /media/usb. Leave it empty to make none.',
  'backup.last': 'Last one that was checked',
  'backup.none': 'None yet',
  'backup.size': 'Size',
  'backup.size.mb': '{mb} MB, {n} entries',
  'backup.where': 'Lies in',
  'backup.save': 'Keep this folder',
  'backup.now': 'Back up now',
  'backup.running': 'Copying and checking…',
  'backup.not-you': 'An administrator changes this',
  'backup.same-disk':
    '<b>On the same disk as the data.</b> When it dies both are gone. Better a second disk or a USB stick.',
  'backup.late': '<b>No backup for three days.</b> Look at the disk or stick, then press Back up now.',
  'backup.late.unset':
    '<b>No place for backups is set.</b> Put in a second disk or a stick, type its folder here and keep it.',
  'rail.backup.late':
    'For three days no backup was checked. Collecting goes on as usual. Tell the administrator: Settings, Backups.',
  'backup.why': 'A backup has names and codes of payers. Keep the stick as you keep the books: locked away.',
  'backup.kept': 'The last 14 days, 12 months and 10 years are kept; older ones go by themselves.',
  'backup.failed': '<b>The last backup did not succeed.</b> {why} Money and book are not touched.',
  'backup.failed.disk-full': 'The disk is full.',
  'backup.failed.not-writable': 'This folder may not be written to.',
  'backup.failed.disk-failed': 'The disk reports an error; try another.',
  'backup.failed.no-folder': 'The folder is not there. Is the disk or stick in?',
  'backup.failed.inside-data-folder': 'This folder lies in the data of the counter.',
  'backup.failed.copy-wrong':
    'The copy did not check and was removed. Try another disk, tell the administrator.',
  'backup.failed.other': 'Call support.',
  'failure.backup-no-folder':
    'There is no such folder on this machine. Nothing has changed. Is the disk or stick in?',
  'failure.backup-inside-data-folder':
    'This folder lies in the data of the counter. Nothing has changed. Choose a second disk or a USB stick.',
} as const;
