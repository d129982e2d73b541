import { invariant } from '../kernel/assert.ts';
import { vnd } from './vnd.ts';

/** House style of a facility. The words of an issued document are frozen on it, whatever these become later. */
export interface WordsStyle {
  /** For a zero in the tens: `lẻ` in the South, `linh` in the North. */
  readonly oddWord?: 'lẻ' | 'linh';
  readonly thousandWord?: 'nghìn' | 'ngàn';
  readonly billionWord?: 'tỷ' | 'tỉ';
  /** Closes a sum above zero with `chẵn`. */
  readonly closing?: boolean;
}

type Style = Required<WordsStyle>;

const defaultStyle: Style = { oddWord: 'lẻ', thousandWord: 'nghìn', billionWord: 'tỷ', closing: false };
const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const billion = 1_000_000_000;

/**
 * The amount in words as documents carry it: formal reading, first letter upper-case, ending with "đồng".
 * Every group of three after the first keeps its hundreds ("không trăm"), so 1.000.005 and 1.000.500 cannot be taken
 * for each other (facts/domain §3.2). Any amount from 0 to 2^53 - 1.
 */
export function amountInWords(amount: number, style: WordsStyle = {}): string {
  invariant(vnd(amount) >= 0, 'only amounts from 0 are written in words');
  const whole: Style = { ...defaultStyle, ...style };
  const words = amount === 0 ? [digits[0]] : read(amount, true, whole);
  words.push('đồng');
  if (whole.closing && amount > 0) words.push('chẵn');
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words of a number above 0. Billions are read as a number of their own: "một nghìn hai trăm tỷ". */
function read(amount: number, leading: boolean, style: Style): string[] {
  const billions = Math.floor(amount / billion);
  const rest = amount % billion;
  const head = billions > 0 ? [...read(billions, leading, style), style.billionWord] : [];
  return [...head, ...readBelowBillion(rest, leading && billions === 0, style)];
}

function readBelowBillion(amount: number, leading: boolean, style: Style): string[] {
  const groups = [
    { value: Math.floor(amount / 1_000_000), unit: ['triệu'] },
    { value: Math.floor(amount / 1_000) % 1_000, unit: [style.thousandWord] },
    { value: amount % 1_000, unit: [] },
  ];
  const words: string[] = [];
  for (const { value, unit } of groups) {
    if (value === 0) continue;
    words.push(...readGroup(value, leading && words.length === 0, style), ...unit);
  }
  return words;
}

/** Words of 1 to 999. Only the leading group leaves out hundreds it does not have. */
function readGroup(value: number, leading: boolean, style: Style): string[] {
  const hundreds = Math.floor(value / 100);
  const tail = value % 100;
  if (leading && hundreds === 0) return readTail(tail);
  const words = [digit(hundreds), 'trăm'];
  if (tail === 0) return words;
  return tail < 10 ? [...words, style.oddWord, digit(tail)] : [...words, ...readTail(tail)];
}

/** Words of 1 to 99 without hundreds before it. */
function readTail(value: number): string[] {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return [digit(ones)];
  const head = tens === 1 ? ['mười'] : [digit(tens), 'mươi'];
  return ones === 0 ? head : [...head, onesAfterTens(ones, tens)];
}

function onesAfterTens(ones: number, tens: number): string {
  if (ones === 5) return 'lăm';
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 4 && tens > 1) return 'tư';
  return digit(ones);
}

function digit(value: number): string {
  const word = digits[value];
  invariant(word !== undefined, `not a digit: ${value}`);
  return word;
}
