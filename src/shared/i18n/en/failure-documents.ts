import type { viFailureDocuments } from '../vi/failure-documents.ts';

export const enFailureDocuments: Readonly<Record<keyof typeof viFailureDocuments, string>> = {
  'failure.banking-not-found': 'This banking is not found. No paper was made. Open the list again.',
  'failure.count-not-found': 'This count is not found. No paper was made. Open the list again.',
  'failure.document-busy':
    'Many papers are being made. The books are as before. Wait a moment, then export again.',
  'failure.document-failed':
    'The file could not be made. The books are as before. Export again, or tell support.',
  'failure.document-not-found': 'The file is no longer kept. The books are as before. Export again.',
  'failure.hand-in-gap':
    'The list is {gap} đ off the Z, so it was not made. No money moved. Have the chief accountant check the books.',
  'failure.shift-not-closed': 'This shift is not closed, so its cash curve is not shown yet. Close it first.',
};
