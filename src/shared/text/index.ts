export { printedNumber, usualWidth } from './document-number.ts';
export { foldVietnamese, normaliseName, toAscii } from './fold.ts';
export { maskName } from './mask.ts';
export { compareVietnamese, givenNameKey } from './order.ts';
export { encodeReceiptCode, parseReceiptCode } from './receipt-code.ts';
export { seriesCode } from './series-code.ts';
