import type { viFailureImport } from '../vi/failure-import.ts';

export const enFailureImport: Readonly<Record<keyof typeof viFailureImport, string>> = {
  'failure.lists-being-read':
    'The list of payers is being read again, so nothing can be taken. Nothing has changed. Wait a few seconds and try again.',
  'failure.lists-damaged':
    'The file of payers on this machine is damaged, so no list can be taken. Nothing has changed, money and receipts are whole. Close the program and open it again so that the lists are read again; if that does not help, tell the administrator.',
  'failure.people-list-missing':
    'The list of people written down at this counter could not be read again, so nobody can be added. Nothing has changed. Close the program and open it again; if that does not help, import the list “Ghi tại quầy” again from an exported file.',
  'failure.import-incomplete': 'The file has not come whole. The list is unchanged. Choose the file again.',
  'failure.import-part-unexpected': 'The file came with a gap. The list is unchanged. Choose the file again.',
  'failure.import-busy': 'This file is being read or taken. Wait until that is done.',
  'failure.import-source-unknown': 'This source has no list. No file was made. Choose another source.',
  'failure.import-list-missing':
    'The file of this list is no longer on this machine. No file was made. Import the list again, then export.',
  'failure.import-export-not-found': 'The exported file is gone. Export again.',
};
