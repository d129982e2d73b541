import type { viFailureStatement } from '../vi/failure-statement.ts';

export const enFailureStatement: Readonly<Record<keyof typeof viFailureStatement, string>> = {
  'failure.statement-file-empty':
    'The statement is empty. Nothing was recorded. Download it again from the bank.',
  'failure.statement-file-too-large':
    'The statement is too large (over 16 MB). Nothing was recorded. Download fewer days at a time.',
  'failure.statement-part-unexpected':
    'The file broke off on its way. Nothing was recorded. Choose it again.',
  'failure.statement-incomplete': 'The file has not come whole. Nothing was recorded. Choose it again.',
  'failure.statement-not-found': 'This statement was closed. Choose the file again.',
  'failure.statement-failed':
    'The file was not read: the machine is busy or something went wrong. Nothing was recorded. Try again.',
  'failure.statement-not-takeable':
    'Nothing was recorded: rows are missing, some cannot be read, or it is no account of the facility. Download the whole statement again.',
  'failure.statement-needs-mapping':
    'No header row (date, reference, credit, content) was found. Nothing was recorded. Download the statement as Excel or CSV and do not edit it.',
  'failure.statement-no-lines': 'The statement has no transactions. Nothing was recorded.',
  'failure.statement-too-many-rows':
    'The statement has too many rows. Nothing was recorded. Download fewer days at a time.',
  'failure.statement-too-many-columns': 'Too many columns for a statement. Nothing was recorded.',
  'failure.statement-file-encoding':
    'The file is in an old encoding that cannot be read safely. Nothing was recorded. Download it as Excel (.xlsx).',
  'failure.statement-file-kind':
    'This is no Excel (.xlsx), CSV or HTML table. Nothing was recorded. Download the statement again.',
  'failure.statement-file-damaged':
    'The file is damaged or was not downloaded whole. Nothing was recorded. Download it again.',
  'failure.statement-file-suspicious':
    'The file is built in an unusual way and was not opened. Nothing was recorded. Download it from the bank’s own page.',
  'failure.statement-file-locked':
    'The file has a password. Nothing was recorded. Remove the password and choose it again.',
  'failure.statement-sheet-unknown': 'The file has no sheet. Nothing was recorded.',
};
