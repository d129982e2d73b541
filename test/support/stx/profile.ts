/** The simulated terminal's profile, with what is the simulator's own and deadlines scaled for tests. */
import {
  parseStxProfile,
  type StxProfile,
  type StxProfileData,
  usualStxProfile,
} from '../../../src/main/devices/terminal/stx/profile.ts';

/** What a person would write down for the simulated terminal. */
export function simulatedProfile(factor: 1 | 100 = 1): StxProfileData {
  return {
    ...usualStxProfile,
    name: 'POS-1',
    amountScaling: { factor, chosenBy: 'Nguyễn Văn Thử', chosenOn: '2026-11-20' },
    fields: { ...usualStxProfile.fields, settledCount: 'N1', settledTotal: 'N2' },
    replies: { ...usualStxProfile.replies, notFound: ['NF'] },
    answersOnlyWhenIdle: true,
  };
}

/** The profile as the driver takes it, changed as wished. */
export function checkedProfile(change: Partial<StxProfileData> = {}, factor: 1 | 100 = 1): StxProfile {
  const parsed = parseStxProfile({ ...simulatedProfile(factor), ...change });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
