/** Refusals of the settings. */
export const enFailureSettings = {
  'failure.setting-not-editable': 'This is not changed here. Nothing was changed.',
  'failure.setting-day-missing': 'Give the day it was put in use and save again. Nothing was changed.',
  'failure.setting-day-past':
    'A row in effect cannot be changed. Add one from today on. Nothing was changed.',
  'failure.setting-day-twice': 'Two rows have the same day. Remove one. Nothing was changed.',
  'failure.setting-band-empty':
    'The lower percentage is above the upper one. Correct it and save. Nothing was changed.',
  'failure.setting-price-twice': 'A fee has two prices from the same day. Nothing was changed. Drop one.',
  'failure.setting-ends-before':
    'The last day must be today or later and not before the first. Nothing was changed. Correct the day.',
  'failure.setting-operator-twice': 'Two operators have the same key. Nothing was changed. Drop one.',
  'failure.setting-beneficiary-needed': 'A school always writes the name of the pupil. Nothing was changed.',
  'failure.list-already-there':
    'There is a list already, so the sample list is not taken. Nothing was changed.',
} as const;
