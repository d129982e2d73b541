import type { viFailureMore } from '../vi/failure-more.ts';

export const enFailureMore: Readonly<Record<keyof typeof viFailureMore, string>> = {
  'failure.pin-wait':
    'After a wrong PIN you wait {waitSeconds} seconds. Nothing changed. Wait, then type again.',
  'failure.bad-pin': 'A PIN has 4–8 digits. Nothing changed. Type it again.',
  'failure.weak-pin': 'This PIN is too easy to guess. Not saved. Choose another.',
  'failure.pin-unchanged': 'The new PIN is the old one. Not changed. Choose another.',
  'failure.pin-not-set':
    'This person has no PIN on this machine. Nothing changed. An administrator sets one.',
  'failure.person-unknown': 'This person is not in the list. Nothing changed. Choose again.',
  'failure.person-inactive': 'This person has left. Nothing changed. Choose another.',
  'failure.bad-name': 'The name is not right. Not saved. Write the full name.',
  'failure.roles-not-together':
    'An accountant is neither cashier nor treasurer. Not saved. Take a role away.',
  'failure.too-many-people': 'The list of people is full. Not saved. Reuse somebody who has left.',
  'failure.session-changed': 'Somebody else has taken the counter. Nothing was recorded. Start again.',
  'failure.already-signed-in': 'Somebody is signed in already. Nothing changed.',
  'failure.someone-else-signed-in': 'Somebody else is at the counter. Nothing changed. They sign out first.',
  'failure.not-locked': 'The screen is not locked. Nothing changed.',
  'failure.approval-of-another': 'That approval was for another act. Nothing was recorded. Approve again.',
  'failure.print-answer-first':
    'It is not known whether the last paper came out. Money and number are safe. Answer first, then print.',
  'failure.print-not-asked': 'This print order waits for no answer. Money and number are safe.',
  'failure.print-not-in-doubt': 'This print order waits for no answer. Money and number are safe.',
  'failure.not-quarantined': 'The book is not set aside. Nothing changed. Sign in.',
  'failure.recovery-cannot-write':
    'The new book could not be written. The old one is where it was. Check the disk and try again.',
  'failure.recovery-newer-program':
    'A newer Quầy Thu wrote this book. The old one is where it was. Install the newer version.',
  'failure.recovery-nothing-verifies':
    'No entry of the book verifies. It is where it was. Have it restored from a backup.',
  'failure.import-file-empty': 'The file is empty. The list is unchanged. Choose another.',
  'failure.import-file-too-large': 'The file is too big. The list is unchanged. Split it and choose again.',
  'failure.import-file-encoding':
    'The letters of the file cannot be read. The list is unchanged. Save it as XLSX or CSV UTF-8.',
  'failure.import-file-kind':
    'This kind of file cannot be read. The list is unchanged. Save it as XLSX or CSV.',
  'failure.import-file-damaged':
    'The file is damaged. The list is unchanged. Open it in Excel and save it again.',
  'failure.import-file-suspicious':
    'The file is built oddly and was not opened. The list is unchanged. Save it as XLSX or CSV.',
  'failure.import-file-locked':
    'The file has a password. The list is unchanged. Remove it in Excel and choose again.',
  'failure.import-sheet-unknown': 'There is no such sheet. The list is unchanged. Choose another.',
  'failure.import-too-many-rows': 'The file has too many rows. The list is unchanged. Split it.',
  'failure.import-too-many-columns': 'The file has too many columns. The list is unchanged. Remove some.',
  'failure.import-nothing-valid': 'No row can be taken. The list is unchanged. Check columns and header row.',
  'failure.import-cancelled': 'Reading was stopped. The list is unchanged. Choose the file again.',
  'failure.import-failed':
    'The file was not read to its end. The list is unchanged. Choose it again, then tell an administrator.',
  'failure.z-not-found':
    'This Z was not found. Nothing was printed. The figures of closed shifts are in the ledger.',
  'failure.recovery-missing':
    'The ledger file is not where it was. Nothing was changed. Connect the disk again or call support, do not set up a new counter.',
  'failure.recovery-unreadable':
    'The ledger file cannot be read. It lies untouched, no money is taken. Call support to restore a backup.',
  'failure.busy':
    'The machine is busy with the same. Nothing changed, no money was recorded. Wait some seconds and try again.',
  'failure.print-in-progress': 'This paper is being printed. Money and numbers are safe. Wait for it.',
  'failure.print-not-found':
    'This paper is not among what was printed. Nothing was printed, money and numbers are safe. Look it up by its number.',
  'failure.print-erased':
    'What stood on this paper was erased when its time was over. It cannot be printed any more, money and numbers are safe.',
};
