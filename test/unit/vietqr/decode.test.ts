import { describe, expect, it } from 'vitest';
import { crcOf } from '../../../src/shared/vietqr/crc.ts';
import { type DecodeRefusal, decodeVietQr } from '../../../src/shared/vietqr/index.ts';
import { dataObject, dataObjects } from '../../../src/shared/vietqr/tlv.ts';

/** A text with its checksum, whatever else is wrong with it. */
function sealed(body: string): string {
  return `${body}6304${crcOf(`${body}6304`)}`;
}

const beneficiary = '0006970436' + '0110' + '0000000001';
const template = `0010A000000727${dataObject('01', beneficiary)}0208QRIBFTTA`;
const parts = {
  version: '000201',
  initiation: '010212',
  receiver: dataObject('38', template),
  currency: '5303704',
  amount: '540550000',
  country: '5802VN',
  additional: '62080804HOC1',
};

/** A good code with some parts put otherwise. */
function code(changes: Partial<typeof parts> & { readonly more?: string } = {}): string {
  const { more = '', ...changed } = changes;
  return sealed(Object.values({ ...parts, ...changed }).join('') + more);
}

function receiver(value: string): { receiver: string } {
  return { receiver: dataObject('38', value) };
}

/** Published by EMVCo: characters are counted, the checksum runs over UTF-8 bytes (facts/payments §1.2). */
const emvcoSample =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT' +
  '6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME9132' +
  '0016A0112233449988770708123456786304A13A';

describe('what is read', () => {
  it('the code the tests below change', () => {
    const decoded = decodeVietQr(code());
    expect(decoded).toMatchObject({
      ok: true,
      value: { scheme: 'napas', bin: '970436', account: '0000000001', amount: 50_000, purpose: 'HOC1' },
    });
  });

  it.each<[string, string]>([
    ['a point without decimals', code({ amount: '540650000.' })],
    ['the most NAPAS carries', code({ amount: '5409499999999' })],
    ['a wallet of letters and digits', code(receiver(template.replace('0000000001', 'PSP000TEST')))],
    ['a BIN that does not start with 9704', code(receiver(template.replace('970436', '971005')))],
    ['cash from a machine', code(receiver(template.replace('08QRIBFTTA', '06QRCASH')))],
    ['what providers keep for themselves', code({ more: '8004ABCD99022a' })],
    ['what is reserved', code({ more: '6503abc' })],
    ['names in another language', code({ more: '64120002vi0102Ốc' })],
    ['a prompt for the payer', code({ additional: '62070803***' })],
    ['a request for data', code({ additional: '62070903EMA' })],
    ['no additional data', code({ additional: '' })],
    ['a tip', code({ more: '550202560410005704' + '10.5' })],
    ['another receiver first', code({ version: '00020104164000000000000000' })],
  ])('%s', (_, text) => {
    expect(decodeVietQr(text)).toMatchObject({ ok: true });
  });

  it('the official EMVCo sample down to its characters, though it is no code for Vietnam', () => {
    const objects = dataObjects(emvcoSample);
    expect(objects.ok && objects.value.get('64')).toBe('0002ZH0104最佳运输0202北京');
    expect(crcOf(emvcoSample.slice(0, -4))).toBe('A13A');
    expect(decodeVietQr(emvcoSample)).toEqual({ ok: false, reason: 'other_scheme' });
  });
});

describe('what is refused', () => {
  it.each<[string, string, DecodeRefusal]>([
    ['nothing', '', 'crc_missing'],
    ['a link', 'https://quaythu.example/6304', 'crc_missing'],
    ['a code without its end', code().slice(0, -1), 'crc_missing'],
    ['a checksum of something else', `${code().slice(0, -4)}0000`, 'crc_mismatch'],
    ['too much text', 'A'.repeat(513), 'too_long'],
    // Printed in NAPAS v1.0 §6.1.1 with a right checksum: the account is 13 long, not 12.
    [
      'the misprint of NAPAS §6.1.1',
      '00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA53037045802VN6304F4E5',
      'account_template_malformed',
    ],
    // What a library makes of a purpose of 120 characters: lengths lose their hundreds (facts/payments §1.9).
    ['a wrapped length', code({ additional: `62240820${'X'.repeat(120)}` }), 'malformed'],
    ['a field twice', code({ more: '5802VN' }), 'duplicate_field'],
    ['an empty field', code({ more: '6500' }), 'malformed'],
    ['an id that is no number', code({ more: 'A102AB' }), 'malformed'],
    ['digits of another script', code({ more: '6５02AB' }), 'malformed'],
    ['a checksum inside another field', `${sealed(`${code()}6508`)}`, 'malformed'],
    ['another version', code({ version: '000202' }), 'version_unknown'],
    ['the version not first', code({ version: '', more: '000201' }), 'version_unknown'],
    ['another initiation', code({ initiation: '010213' }), 'initiation_malformed'],
    ['no initiation', code({ initiation: '' }), 'initiation_malformed'],
    ['no receiver', code({ receiver: '' }), 'other_scheme'],
    ['a receiver abroad', code(receiver(template.replace('A000000727', 'A000000677'))), 'other_scheme'],
    ['a receiver without GUID', code(receiver(`${beneficiary}0208QRIBFTTA`)), 'guid_missing'],
    ['no service', code(receiver(template.slice(0, -12))), 'service_missing'],
    ['another service', code(receiver(template.replace('QRIBFTTA', 'QRIBFTTX'))), 'service_unknown'],
    ['something more at the receiver', code(receiver(`${template}0302AB`)), 'account_template_malformed'],
    ['a template that does not end', code(receiver(`${template}0`)), 'account_template_malformed'],
    ['a BIN with a letter', code(receiver(template.replace('970436', '97O436'))), 'bin_malformed'],
    [
      'an account with a space',
      code(receiver(template.replace('0000000001', '000000 001'))),
      'account_malformed',
    ],
    [
      'an account of 20',
      code(receiver(`0010A0000007270134000697043601200000000000000000000${1}0208QRIBFTTA`)),
      'account_malformed',
    ],
    ['dollars', code({ currency: '5303840' }), 'currency_not_vnd'],
    ['no currency', code({ currency: '' }), 'currency_not_vnd'],
    ['Laos', code({ country: '5802LA' }), 'country_not_vn'],
    ['no country', code({ country: '' }), 'country_not_vn'],
    ['zero', code({ amount: '54010' }), 'amount_out_of_range'],
    ['500 million', code({ amount: '5409500000000' }), 'amount_out_of_range'],
    ['decimals', code({ amount: '540850000.50' }), 'amount_malformed'],
    ['a grouped amount', code({ amount: '540650 000' }), 'amount_malformed'],
    ['an amount with an exponent', code({ amount: '54031e6' }), 'amount_malformed'],
    ['a negative amount', code({ amount: '5402-5' }), 'amount_malformed'],
    ['zeros in front', code({ amount: '54050' + '5000' }), 'amount_malformed'],
    ['14 digits', code({ amount: `5414${'1'.repeat(14)}` }), 'amount_malformed'],
    ['marks in the purpose', code({ additional: '62110807HỌC PHÍ' }), 'not_ascii'],
    ['marks in a name', code({ more: '5906TRƯỜNG' }), 'not_ascii'],
    ['a name of 26', code({ more: dataObject('59', 'A'.repeat(26)) }), 'field_malformed'],
    ['a city of 16', code({ more: dataObject('60', 'A'.repeat(16)) }), 'field_malformed'],
    ['a postcode of 11', code({ more: dataObject('61', '1'.repeat(11)) }), 'field_malformed'],
    ['a category of letters', code({ more: '5204ABCD' }), 'field_malformed'],
    ['a purpose of 26', code({ additional: `62300826${'A'.repeat(26)}` }), 'additional_data_malformed'],
    ['additional data that does not end', code({ additional: '62070804HOC' }), 'additional_data_malformed'],
    ['data asked for twice', code({ additional: '62060902MM' }), 'additional_data_malformed'],
  ])('%s', (_, text, reason) => {
    expect(decodeVietQr(text)).toEqual({ ok: false, reason });
  });
});
