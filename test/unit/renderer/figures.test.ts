import { describe, expect, it } from 'vitest';
import { railItems, shortName } from '../../../src/renderer/cashier/frame/railItems.tsx';
import { shortFacility } from '../../../src/renderer/cashier/frame/shortFacility.ts';
import { countedTotal, countRequest, countRows } from '../../../src/renderer/cashier/shift/count.ts';
import { groupsTotal } from '../../../src/renderer/cashier/shift/Figures.tsx';
import { shiftAt } from '../../../src/renderer/cashier/shift/OpenShift.tsx';
import { prefixedCode } from '../../../src/renderer/cashier/workplace/code.ts';
import {
  chosenLines,
  groupLines,
  inScreenOrder,
  leftAfter,
  receiptCount,
  takeAll,
} from '../../../src/renderer/cashier/workplace/figures.ts';
import { missingCount } from '../../../src/renderer/cashier/workplace/Idle.tsx';
import { shownRange } from '../../../src/renderer/cashier/workplace/Unfinished.tsx';
import { windowIds } from '../../../src/renderer/ui/ids.ts';
import { ageOf, hourOf, longDay, timeOf } from '../../../src/renderer/ui/time.ts';
import { translate } from '../../../src/shared/i18n/translate.ts';
import { uuidV7Pattern } from '../../../src/shared/kernel/ids.ts';
import { type WorkplaceView, workplaceView } from '../../../src/shared/rpc/contract.ts';
import { idOf, lineOf, payerOf } from './fixtures.ts';

const t = (key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]) =>
  translate('vi', key, params);

describe('figures of a bill', () => {
  const lines = [
    lineOf('a', 640_000, { beneficiary: 'c1' }),
    lineOf('b', 631_800, { beneficiary: 'c1', onBehalf: true }),
    lineOf('c', 576_000, { beneficiary: 'c2' }),
  ];

  it('puts thu hộ behind the own fees and keeps people together', () => {
    expect(groupLines(lines).map((group) => group.key)).toEqual(['own c1', 'own c2', 'behalf c1']);
    expect(inScreenOrder(payerOf(lines)).lines.map((line) => line.bill)).toEqual(['a', 'c', 'b']);
  });

  it('counts one receipt for each person and one more for thu hộ', () => {
    expect(receiptCount(lines, takeAll(lines))).toBe(3);
    expect(receiptCount(lines, takeAll(lines).slice(0, 1))).toBe(1);
  });

  it('sends only what is taken and knows what stays owed', () => {
    const choices = takeAll(lines).map((choice) => ({
      ...choice,
      taken: choice.bill === 'a',
      amount: 100_000,
    }));
    expect(chosenLines(choices)).toEqual([{ bill: 'a', amount: 100_000 }]);
    expect(leftAfter(lines, choices)).toBe(540_000 + 631_800 + 576_000);
  });
});

describe('the count', () => {
  it('adds notes and torn notes, empty rows are none', () => {
    const rows = countRows(false);
    const digits = { 500000: '14', 1000: '3', torn: '20000' };
    expect(countedTotal(rows, digits)).toBe(7_023_000);
    const request = countRequest(rows, digits, 'close');
    expect(request.torn).toBe(20_000);
    expect(request.lines).toContainEqual({ denomination: 500_000, notes: 14 });
    expect(request.lines).toContainEqual({ denomination: 2_000, notes: 0 });
    expect(request.lines.some((line) => line.denomination < 1_000)).toBe(false);
    expect(countRows(true)).toContain(200);
  });
});

describe('time', () => {
  const at = Date.UTC(2026, 10, 19, 7, 32);

  it('is shown at +07:00', () => {
    expect(timeOf(at)).toBe('14:32');
    expect(longDay(t, at)).toBe('Thứ Năm, 19/11/2026');
    expect(hourOf(Date.UTC(2026, 10, 19, 17, 30))).toBe(0);
  });

  it('tells ages in words that fit a row', () => {
    const minute = 60_000;
    expect(ageOf(t, at, at + 20_000)).toBe('mới');
    expect(ageOf(t, at, at + 4 * minute)).toBe('4 phút');
    expect(ageOf(t, at, at + 65 * minute)).toBe('1 giờ 05');
    expect(ageOf(t, at, at + 120 * minute)).toBe('2 giờ');
    expect(ageOf(t, at, at + 3 * 24 * 60 * minute)).toBe('3 ngày');
    expect(ageOf(t, at + minute, at)).toBe('mới');
  });

  it('names the shift by the hour', () => {
    expect([6, 12, 18, 23, 2].map(shiftAt)).toEqual(['morning', 'afternoon', 'evening', 'night', 'night']);
  });
});

describe('small rules', () => {
  it('says how many payments reach the target', () => {
    expect(missingCount(44, 91, 50)).toBe(3);
    expect(missingCount(50, 100, 50)).toBe(0);
  });

  it('keeps the focused row of the unfinished list in sight', () => {
    expect(shownRange(5, null)).toEqual([0, 3]);
    expect(shownRange(5, 4)).toEqual([2, 5]);
    expect(shownRange(2, 1)).toEqual([0, 2]);
  });

  it('shortens names the way people do', () => {
    expect(shortFacility('Bệnh viện Đa khoa Sông Mây')).toBe('BVĐK Sông Mây');
    expect(shortFacility('Trường TH & THCS Sông Mây')).toBe('TH & THCS Sông Mây');
    expect(shortFacility('Phòng khám Mẫu')).toBe('Phòng khám Mẫu');
    expect(shortName('Nguyễn Thị Diễm Quỳnh')).toBe('Diễm Quỳnh');
  });

  it('makes ids of the journal’s shape, none twice', () => {
    const ids = Array.from({ length: 1000 }, () => windowIds.next());
    expect(ids.every((id) => uuidV7Pattern.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('rail', () => {
  const now = Date.UTC(2026, 10, 19, 7, 32);
  const view: WorkplaceView = workplaceView.parse({
    now,
    shift: null,
    paperHead: { address: '', budgetCode: '' },
    rail: {
      network: { state: 'offline', waiting: 6, sinceMs: now - 14 * 60_000 },
      cases: 0,
      backupLate: false,
      bank: { state: 'live', sinceMs: now - 4_000 },
      printer: { state: 'no-paper', name: 'K80', spare: null, drawerShut: false },
      terminal: { state: 'off', name: '' },
      display: { connected: true },
      share: {
        count: 91,
        cashlessCount: 44,
        amount: 100,
        cashlessAmount: 58,
        targetLow: null,
        targetHigh: null,
      },
      methods: { inUse: 0, needed: 3, since: [] },
    },
    methods: [],
    operators: [],
    prices: [],
    walletCode: false,
    payerFields: { beneficiary: 'optional', address: 'optional' },
    lists: { state: 'whole', missing: 0, sinceMs: null },
    cashRounding: 0,
    unfinished: [],
    lastReceipt: null,
    lastZ: null,
    seriesYear: 2026,
    front: null,
    acceptance: { limit: 0, used: 0 },
    clockWarning: null,
  });
  const items = (blind: boolean) =>
    railItems(t, view, {
      ...{ blind, person: 'Lê Thị Mẫu', now, openSync: null, openCases: () => undefined, desk: false },
      displaySeen: true,
    });
  const cellOf = (key: string, blind = false) => items(blind).find((item) => item.key === key);

  it('has a tone only where something differs from normal', () => {
    expect(cellOf('network')).toMatchObject({ value: 'Mất 14 phút · 6 chờ gửi', tone: 'amber' });
    expect(cellOf('bank')).toMatchObject({ value: '4 giây trước', tone: 'normal' });
    expect(cellOf('printer')).toMatchObject({ value: 'Hết giấy', tone: 'red' });
  });

  it('is no alarm while another printer takes over, and says which, and that the drawer stays shut', () => {
    const printer = { ...view.rail.printer, spare: 'Máy in K58', drawerShut: true };
    const [cell] = railItems(
      t,
      { ...view, rail: { ...view.rail, printer } },
      {
        ...{ blind: false, person: 'Lê', now, openSync: null, openCases: () => undefined, desk: false },
        displaySeen: true,
      },
    ).filter(({ key }) => key === 'printer');
    expect(cell).toMatchObject({ value: 'Hết giấy', tone: 'amber' });
    expect(cell?.detail).toContain('K80 hết giấy, nên biên lai đang ra ở Máy in K58');
    expect(cell?.detail).toContain('mở bằng chìa khóa');
  });

  it('is loud about a customer display only where there was one', () => {
    const dark = { ...view, rail: { ...view.rail, display: { connected: false } } };
    const cell = (displaySeen: boolean) =>
      railItems(t, dark, {
        ...{ blind: false, person: 'Lê', now, openSync: null, openCases: () => undefined, desk: false },
        displaySeen,
      }).find(({ key }) => key === 'display');
    expect(cell(true)).toMatchObject({ value: 'Đã tắt', tone: 'amber' });
    expect(cell(false)).toMatchObject({ value: 'Chưa dùng', tone: 'normal' });
  });

  it('says that no shift is open beside who is signed in', () => {
    expect(cellOf('shift')).toMatchObject({ label: 'Chưa mở ca', value: 'Thị Mẫu' });
  });

  it('hides the value share during a blind count', () => {
    const options = { person: 'Lê', now, openSync: null, openCases: () => undefined, desk: false } as const;
    const calm = {
      network: { state: 'sent', waiting: 0, sinceMs: null },
      printer: { ...view.rail.printer, state: 'ready' },
    } as const;
    const share = (blind: boolean) =>
      railItems(
        t,
        { ...view, rail: { ...view.rail, ...calm } },
        { ...options, blind, displaySeen: true },
      ).find(({ key }) => key === 'share')?.value;
    expect(share(false)).toBe('48 % lượt · 58 % tiền');
    expect(share(true)).toBe('48 % lượt');
    // Beside warnings there is room for one share only, and it says which.
    expect(cellOf('share')?.value).toBe('48 % lượt');
    expect(idOf(1)).toMatch(uuidV7Pattern);
  });
});

describe('codes and tables', () => {
  it('puts the prefix only before a code that does not begin with it', () => {
    expect(prefixedCode('BN', 'BN26004251')).toBe('BN26004251');
    expect(prefixedCode('BN', 'bn26004251')).toBe('bn26004251');
    expect(prefixedCode('BN', '25001834')).toBe('BN 25001834');
    expect(prefixedCode('HS', '2A-0112')).toBe('HS 2A-0112');
  });

  it('leads from the fee groups to the money that came in', () => {
    const byGroup = [
      { group: 'Khám bệnh', count: 1, amount: 38_700 },
      { group: 'Thuốc', count: 2, amount: 750_000 },
    ];
    const figures = { byGroup, rounding: 300, apartFromReceipts: -1_000 };
    expect(groupsTotal(figures)).toBe(788_000);
  });
});
