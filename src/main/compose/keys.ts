import { keyPrintOf, readSheet, sheetCode, sheetLines } from '../../shared/sync/index.ts';
import type { FacilityKeys } from '../desk/recovery-sheet.ts';
import { sha256 } from '../ledger/ledger.ts';
import { facilityKeysOf } from '../ports/keys.ts';
import type { House } from './house.ts';

/** The facility's keys as the desk shows and takes them. */
export function openKeys(house: House, reopen: () => Promise<void>): FacilityKeys {
  const prints = () => ({
    facility: keyPrintOf(house.keys.facility.publicKey, sha256).replace(/(.{5})(?=.)/g, '$1-'),
    sealing: house.keys.sealing.kid,
  });
  return {
    prints,
    sheet() {
      const { facility, sealing } = house.keys;
      const secrets = { facility: facility.secretKey, sealing: sealing.secretKey };
      return { ...prints(), lines: [...sheetLines(secrets, sha256)], code: sheetCode(secrets, sha256) };
    },
    take(text) {
      const read = readSheet(text, sha256);
      if (!read.ok) return read.reason;
      const pairs = facilityKeysOf(read.value);
      // No sheet of ours has a number that is no key.
      if (pairs === null) return { code: 'sheet-line', line: 5 };
      house.takeFacilityKeys(pairs);
      return null;
    },
    reopen,
  };
}
