import { ok, type Result, refuse } from '../kernel/result.ts';
import { crcOf } from './crc.ts';
import {
  binPattern,
  leastAmount,
  longestAccount,
  longestCity,
  longestLabel,
  longestName,
  longestPurpose,
  mostAmount,
  napasGuid,
  type VietQrMerchant,
  type VietQrService,
  vietQrServices,
} from './format.ts';
import { dataObject, longestValue } from './tlv.ts';

/** What a code asks for. Everything left out is left out of the code. */
export interface VietQrInput {
  /** Six digits that name the bank. An unknown one is for the caller to warn of: lists grow old. */
  readonly bin: string;
  /** Account, virtual account or wallet: letters and digits, at most 19. Card number for QRIBFTTC. */
  readonly account: string;
  /** QRIBFTTA (a transfer to an account) unless told otherwise. */
  readonly service?: VietQrService;
  /** Whole đồng, 1 … 499,999,999, as a number or its plain digits. With one the code is for one payment (01 = 12). */
  readonly amount?: number | string;
  /** 62.01, number of the bill. */
  readonly bill?: string;
  /** 62.03 */
  readonly store?: string;
  /** 62.07 */
  readonly terminal?: string;
  /** 62.08, what the bank's app fills in as content; made by `purposeText`. */
  readonly purpose?: string;
  /** Tags 52, 59 and 60; needed for QRPUSH. */
  readonly merchant?: VietQrMerchant;
}

/** Why no code was made. Nothing was cut or bent to fit. */
export type EncodeRefusal =
  | 'bin_malformed'
  | 'account_malformed'
  | 'service_unknown'
  | 'amount_malformed'
  | 'amount_out_of_range'
  | 'bill_malformed'
  | 'store_malformed'
  | 'terminal_malformed'
  | 'purpose_malformed'
  | 'purpose_too_long'
  | 'merchant_missing'
  | 'merchant_malformed'
  | 'additional_data_too_long';

/** Plain words: other marks made banks' apps fail or show nothing (facts/payments §1.2). */
const words = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
/** Numbers and names may have single marks between letters and digits. */
const label = /^[A-Za-z0-9]+(?:[ ._-][A-Za-z0-9]+)*$/;

/**
 * The text of a VietQR code: printable ASCII, every length within its limit, checksum included.
 * Rules: NAPAS format v1.0 §5–6, facts/payments §1.1–1.3.
 */
export function encodeVietQr(input: VietQrInput): Result<string, EncodeRefusal> {
  const account = accountTemplate(input);
  if (!account.ok) return account;
  const amount = amountDigits(input.amount);
  if (!amount.ok) return amount;
  const merchant = merchantFields(input);
  if (!merchant.ok) return merchant;
  const additional = additionalData(input);
  if (!additional.ok) return additional;
  const body = [
    dataObject('00', '01'),
    dataObject('01', amount.value === null ? '11' : '12'),
    dataObject('38', account.value),
    merchant.value.category,
    dataObject('53', '704'),
    amount.value === null ? '' : dataObject('54', amount.value),
    dataObject('58', 'VN'),
    merchant.value.nameAndCity,
    additional.value === '' ? '' : dataObject('62', additional.value),
    '6304',
  ].join('');
  return ok(body + crcOf(body));
}

function accountTemplate({ bin, account, service = 'QRIBFTTA' }: VietQrInput): Result<string, EncodeRefusal> {
  if (!vietQrServices.includes(service)) return refuse('service_unknown');
  if (!binPattern.test(bin)) return refuse('bin_malformed');
  const allowed = service === 'QRIBFTTC' ? /^\d+$/ : /^[A-Za-z0-9]+$/;
  if (account.length > longestAccount || !allowed.test(account)) return refuse('account_malformed');
  const beneficiary = dataObject('00', bin) + dataObject('01', account);
  return ok(dataObject('00', napasGuid) + dataObject('01', beneficiary) + dataObject('02', service));
}

/** Plain digits, null without an amount. There is no smaller unit than the đồng, so no decimal point either. */
function amountDigits(amount: number | string | undefined): Result<string | null, EncodeRefusal> {
  if (amount === undefined) return ok(null);
  if (typeof amount === 'string' && !/^(?:0|[1-9]\d{0,14})$/.test(amount)) return refuse('amount_malformed');
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) return refuse('amount_malformed');
  if (value < leastAmount || value > mostAmount) return refuse('amount_out_of_range');
  return ok(String(value));
}

function merchantFields(
  input: VietQrInput,
): Result<{ readonly category: string; readonly nameAndCity: string }, EncodeRefusal> {
  const { merchant } = input;
  if (merchant === undefined) {
    if (input.service === 'QRPUSH') return refuse('merchant_missing');
    return ok({ category: '', nameAndCity: '' });
  }
  const { category, name, city } = merchant;
  const fits =
    /^\d{4}$/.test(category) &&
    name.length <= longestName &&
    label.test(name) &&
    city.length <= longestCity &&
    label.test(city);
  if (!fits) return refuse('merchant_malformed');
  return ok({
    category: dataObject('52', category),
    nameAndCity: dataObject('59', name) + dataObject('60', city),
  });
}

function additionalData(input: VietQrInput): Result<string, EncodeRefusal> {
  const { bill, store, terminal, purpose } = input;
  if (!isLabel(bill)) return refuse('bill_malformed');
  if (!isLabel(store)) return refuse('store_malformed');
  if (!isLabel(terminal)) return refuse('terminal_malformed');
  if (purpose !== undefined && purpose.length > longestPurpose) return refuse('purpose_too_long');
  if (purpose !== undefined && !words.test(purpose)) return refuse('purpose_malformed');
  const all = [
    ['01', bill],
    ['03', store],
    ['07', terminal],
    ['08', purpose],
  ] as const;
  const template = all.map(([id, value]) => (value === undefined ? '' : dataObject(id, value))).join('');
  return template.length > longestValue ? refuse('additional_data_too_long') : ok(template);
}

function isLabel(text: string | undefined): boolean {
  return text === undefined || (text.length <= longestLabel && label.test(text));
}
