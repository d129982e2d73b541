export { groupMoneyBox, parseMoneyBox } from './box.ts';
export {
  type CashRoundingUnit,
  cashRoundingUnits,
  changeNotes,
  noteDenominations,
  type RoundedCash,
  roundCash,
} from './cash.ts';
export { formatDong, formatVnd } from './format.ts';
export { addShare, noShare, type Paid, type Share, withPaid } from './share.ts';
export { maxEntered, type Vnd, vnd } from './vnd.ts';
export { amountInWords, type WordsStyle } from './words.ts';
