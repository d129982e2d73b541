export { type DecodeRefusal, decodeVietQr } from './decode.ts';
export { type EncodeRefusal, encodeVietQr, type VietQrInput } from './encode.ts';
export { mostAmount, vietQrServices } from './format.ts';
export { findMatchCodes, type MatchCode, makeMatchCode, parseMatchCode } from './match-code.ts';
export { labelText, purposeText } from './text.ts';
