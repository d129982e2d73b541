import { ok, type Result, refuse } from '../kernel/result.ts';
import { crcOf } from './crc.ts';
import {
  binPattern,
  leastAmount,
  longestAccount,
  longestCity,
  longestLabel,
  longestName,
  mostAmount,
  napasGuid,
  type VietQrService,
  vietQrServices,
} from './format.ts';
import { type DataObjects, dataObjects, type TlvRefusal } from './tlv.ts';

interface Decoded {
  /** Static codes are for many payments, dynamic ones for one. A label, not a lock (facts/payments §1.4). */
  readonly initiation: 'static' | 'dynamic';
  /** Whole đồng; null where the payer types it. */
  readonly amount: number | null;
  /** 62.01; `***` asks the payer's app to prompt, here as in the other texts. */
  readonly bill: string | null;
  /** 62.08 */
  readonly purpose: string | null;
  readonly merchantName: string | null;
  readonly merchantCity: string | null;
  /** Template 62 by id, empty without one. */
  readonly additional: Readonly<Record<string, string>>;
  /** Everything at the root by id, as it stands in the code. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A code of NAPAS: a transfer, a withdrawal or a merchant payment. */
export interface DecodedNapas extends Decoded {
  readonly scheme: 'napas';
  readonly bin: string;
  readonly account: string;
  /** Null in merchant codes that leave it out. QRCASH (cash from a machine) is read, never made. */
  readonly service: VietQrService | 'QRCASH' | null;
}

/** A code of VNPAY, which only VNPAY gives out: read, never made. */
export interface DecodedVnpay extends Decoded {
  readonly scheme: 'vnpay';
  readonly merchantId: string;
}

export type DecodedVietQr = DecodedNapas | DecodedVnpay;

/** Why a text is not a payment code to trust. Several things may be wrong; this is the first in order of checking. */
export type DecodeRefusal =
  | 'too_long'
  | 'crc_missing'
  | 'crc_mismatch'
  | TlvRefusal
  | 'version_unknown'
  | 'other_scheme'
  | 'guid_missing'
  | 'service_missing'
  | 'service_unknown'
  | 'account_template_malformed'
  | 'bin_malformed'
  | 'account_malformed'
  | 'initiation_malformed'
  | 'currency_not_vnd'
  | 'country_not_vn'
  | 'amount_malformed'
  | 'amount_out_of_range'
  | 'not_ascii'
  | 'field_malformed'
  | 'additional_data_malformed';

/** EMVCo lets no payload be longer. */
const longestText = 512;
const vnpayGuid = 'A000000775';
const printable = /^[ -~]+$/;

/**
 * Reads a payment code strictly: checksum (either case), lengths to the last character, one of each field, NAPAS or
 * VNPAY, Vietnam and đồng. Order is free but for the first and the last field; 80–99 and what is reserved is let be.
 * The checksum alone proves little: a sample printed in the standard itself has a right one and a wrong length.
 */
export function decodeVietQr(text: string): Result<DecodedVietQr, DecodeRefusal> {
  if (text.length > longestText) return refuse('too_long');
  const printed = /6304([0-9A-Fa-f]{4})$/.exec(text)?.[1];
  if (printed === undefined) return refuse('crc_missing');
  if (crcOf(text.slice(0, -4)) !== printed.toUpperCase()) return refuse('crc_mismatch');
  const root = dataObjects(text);
  if (!root.ok) return root;
  const ids = [...root.value.keys()];
  if (ids.at(-1) !== '63') return refuse('malformed');
  if (ids[0] !== '00' || root.value.get('00') !== '01') return refuse('version_unknown');
  return readRoot(root.value);
}

function readRoot(root: DataObjects): Result<DecodedVietQr, DecodeRefusal> {
  const receiver = readReceiver(root);
  if (!receiver.ok) return receiver;
  const wrong = wrongField(root);
  if (wrong !== null) return refuse(wrong);
  const amount = readAmount(root.get('54'));
  if (!amount.ok) return amount;
  if (receiver.value.scheme === 'napas' && amount.value !== null && amount.value > mostAmount) {
    return refuse('amount_out_of_range');
  }
  const additional = readAdditional(root.get('62'));
  if (!additional.ok) return additional;
  return ok({
    ...receiver.value,
    initiation: root.get('01') === '12' ? 'dynamic' : 'static',
    amount: amount.value,
    bill: additional.value.get('01') ?? null,
    purpose: additional.value.get('08') ?? null,
    merchantName: root.get('59') ?? null,
    merchantCity: root.get('60') ?? null,
    additional: Object.fromEntries(additional.value),
    fields: Object.fromEntries(root),
  });
}

type Receiver =
  | Pick<DecodedNapas, 'scheme' | 'bin' | 'account' | 'service'>
  | Pick<DecodedVnpay, 'scheme' | 'merchantId'>;

/** A code may name several receivers; NAPAS comes first because it is the one made here. */
function readReceiver(root: DataObjects): Result<Receiver, DecodeRefusal> {
  const napas = root.get('38');
  const vnpay = root.get('26');
  if (napas !== undefined) {
    const template = dataObjects(napas);
    if (!template.ok) return refuse('account_template_malformed');
    const guid = template.value.get('00');
    if (guid === napasGuid) return readNapas(template.value, root.has('52'));
    const guidMissing = guid === undefined || binPattern.test(guid);
    if (vnpay === undefined) return refuse(guidMissing ? 'guid_missing' : 'other_scheme');
  }
  return vnpay === undefined ? refuse('other_scheme') : readVnpay(vnpay);
}

/** @param forMerchant a merchant code (it has a category) may leave the service out */
function readNapas(template: DataObjects, forMerchant: boolean): Result<Receiver, DecodeRefusal> {
  const named = template.get('02');
  if (named === undefined && !forMerchant) return refuse('service_missing');
  const service = named === undefined ? null : serviceOf(named);
  if (service === undefined) return refuse('service_unknown');
  // Where the money goes there is no room for anything unknown.
  const beneficiary = dataObjects(template.get('01') ?? '');
  if (
    !beneficiary.ok ||
    !hasOnly(beneficiary.value, ['00', '01']) ||
    !hasOnly(template, ['00', '01', '02'])
  ) {
    return refuse('account_template_malformed');
  }
  const bin = beneficiary.value.get('00') ?? '';
  const account = beneficiary.value.get('01') ?? '';
  if (!binPattern.test(bin)) return refuse('bin_malformed');
  if (account.length > longestAccount || !/^[!-~]+$/.test(account)) return refuse('account_malformed');
  return ok({ scheme: 'napas', bin, account, service });
}

function serviceOf(named: string): DecodedNapas['service'] | undefined {
  return named === 'QRCASH' ? named : vietQrServices.find((service) => service === named);
}

function readVnpay(text: string): Result<Receiver, DecodeRefusal> {
  const template = dataObjects(text);
  if (!template.ok) return refuse('account_template_malformed');
  if (template.value.get('00') !== vnpayGuid) return refuse('other_scheme');
  const merchantId = template.value.get('01') ?? '';
  return printable.test(merchantId) ? ok({ scheme: 'vnpay', merchantId }) : refuse('account_malformed');
}

function hasOnly(objects: DataObjects, ids: readonly string[]): boolean {
  return [...objects.keys()].every((id) => ids.includes(id));
}

/** What each field at the root must look like; a field that is not listed may hold anything printable. */
const shapes: readonly {
  readonly id: string;
  readonly shape: RegExp;
  readonly needed?: true;
  readonly refusal: DecodeRefusal;
}[] = [
  { id: '01', shape: /^1[12]$/, needed: true, refusal: 'initiation_malformed' },
  { id: '53', shape: /^704$/, needed: true, refusal: 'currency_not_vnd' },
  { id: '58', shape: /^VN$/, needed: true, refusal: 'country_not_vn' },
  { id: '52', shape: /^\d{4}$/, refusal: 'field_malformed' },
  { id: '55', shape: /^0[123]$/, refusal: 'field_malformed' },
  { id: '56', shape: /^(?!.{14})\d+\.?$/, refusal: 'field_malformed' },
  { id: '57', shape: /^(?!.{6})\d{1,2}(?:\.\d{0,2})?$/, refusal: 'field_malformed' },
  { id: '59', shape: new RegExp(`^.{1,${longestName}}$`, 'u'), refusal: 'field_malformed' },
  { id: '60', shape: new RegExp(`^.{1,${longestCity}}$`, 'u'), refusal: 'field_malformed' },
  { id: '61', shape: /^.{1,10}$/u, refusal: 'field_malformed' },
];

/** Names in another language (64) and what a provider keeps for itself (80–99) may hold any character. */
const anyCharacter = /^(?:64|[89]\d)$/;

function wrongField(root: DataObjects): DecodeRefusal | null {
  for (const [id, value] of root) {
    if (!anyCharacter.test(id) && !printable.test(value)) return 'not_ascii';
  }
  for (const { id, shape, needed, refusal } of shapes) {
    const value = root.get(id);
    if (value === undefined ? needed : !shape.test(value)) return refusal;
  }
  return null;
}

/** The format allows a point without decimals behind it (`50000.`), since the đồng has none. */
function readAmount(text: string | undefined): Result<number | null, DecodeRefusal> {
  if (text === undefined) return ok(null);
  if (!/^(?!.{14})(?:0|[1-9]\d*)\.?$/.test(text)) return refuse('amount_malformed');
  const amount = Number(text);
  return amount < leastAmount ? refuse('amount_out_of_range') : ok(amount);
}

function readAdditional(text: string | undefined): Result<DataObjects, DecodeRefusal> {
  if (text === undefined) return ok(new Map());
  const template = dataObjects(text);
  if (!template.ok) return refuse('additional_data_malformed');
  for (const [id, value] of template.value) {
    if (/^0[1-8]$/.test(id) && value.length > longestLabel) return refuse('additional_data_malformed');
    if (id === '09' && !isDataRequest(value)) return refuse('additional_data_malformed');
  }
  return template;
}

/** Address, mobile number, e-mail: each asked for at most once. */
function isDataRequest(text: string): boolean {
  return /^[AME]{1,3}$/.test(text) && new Set(text).size === text.length;
}
