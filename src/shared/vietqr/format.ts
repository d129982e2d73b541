/** What encoder and decoder agree on: NAPAS format v1.0 (09/2021), see facts/payments §1. */

/** Account transfer, card transfer, payment to a merchant. */
export const vietQrServices = ['QRIBFTTA', 'QRIBFTTC', 'QRPUSH'] as const;
export type VietQrService = (typeof vietQrServices)[number];

/** GUID of NAPAS in template 38. */
export const napasGuid = 'A000000727';

/** Least and most đồng of a code: NAPAS 247 carries less than 500,000,000 a transfer. */
export const leastAmount = 1;
export const mostAmount = 499_999_999;

/** Longest texts, in characters. */
export const longestAccount = 19;
export const longestLabel = 25;
export const longestName = 25;
export const longestCity = 15;
export const longestPurpose = 25;

/** Six digits. Not `9704…`: wallets and foreign banks have others (facts/payments §1.6). */
export const binPattern = /^\d{6}$/;

/** A merchant as codes for merchant payments name it. */
export interface VietQrMerchant {
  /** ISO 18245, four digits. */
  readonly category: string;
  readonly name: string;
  readonly city: string;
}
