/** The simulated ZVT terminal's profile, with what is the simulator's own. */
import {
  parseZvtProfile,
  usualZvtProfile,
  type ZvtProfile,
  type ZvtProfileData,
} from '../../../src/main/devices/terminal/zvt/profile.ts';

/** What a person would write down for the simulated terminal. */
export function simulatedProfile(factor: 1 | 100 = 1): ZvtProfileData {
  return {
    ...usualZvtProfile,
    name: 'POS-2',
    link: 'tcp',
    amountScaling: { factor, chosenBy: 'Nguyễn Văn Thử', chosenOn: '2026-11-20' },
    password: '123456',
    nothingToRepeat: ['C8'],
    nothingToSettle: ['C9'],
    tellsClock: true,
    answersOnlyWhenIdle: true,
  };
}

/** The profile as the driver takes it, changed as wished. */
export function checkedProfile(change: Partial<ZvtProfileData> = {}, factor: 1 | 100 = 1): ZvtProfile {
  const parsed = parseZvtProfile({ ...simulatedProfile(factor), ...change });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
