/** Contents as banks hand them over, in the shapes of facts/files §1.10 with invented values. */
import type { Chance } from '../../support/chance.ts';

const families = ['NGUYEN', 'TRAN', 'LE', 'PHAM', 'HOANG', 'DANG', 'BUI', 'DO', 'HO', 'NGO'];
const middles = ['VAN', 'THI', 'HUU', 'NGOC', 'MINH', 'THANH', 'ANH', 'XUAN'];
const givens = ['AN', 'BINH', 'CHAU', 'HANH', 'KHANH', 'MAI', 'NAM', 'PHAT', 'TAM', 'YEN', 'TRAM', 'HANA'];
const banks = ['BIDV', 'MB', 'ACB', 'Vietcombank', 'VietinBank', 'MSCBVNVX', 'ICBVVNVX', 'TPBank'];
const reasons = [
  'HOC PHI T9 LOP 7A',
  'VIEN PHI NOI TRU',
  'nop tien an ban tru thang 10',
  'BHYT 2026',
  'HP20260007',
  'chuyen tien',
  'mua sach',
  '',
];

const digits = (chance: Chance, length: number) => Array.from({ length }, () => chance.below(10)).join('');
const mixed = (chance: Chance, length: number) =>
  Array.from({ length }, () => chance.pick([...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'])).join('');
const name = (chance: Chance) => `${chance.pick(families)} ${chance.pick(middles)} ${chance.pick(givens)}`;

/** A reason a payer types, without a match code. */
export function someReason(chance: Chance): string {
  return `${chance.pick(reasons)} ${chance.maybe(0.5) ? name(chance) : ''}`.trim();
}

type Shape = (text: string, chance: Chance) => string;

/** What a bank makes of the content a payer sent. */
export const bankShapes: Readonly<Record<string, Shape>> = {
  vcbOut: (text, chance) =>
    `MBVCB.${digits(chance, 10)}.${digits(chance, 6)}.${text}.CT tu ${digits(chance, 10)} ${name(chance)} toi ${digits(chance, 10)} TRUONG VI DU tai ${chance.pick(banks)}`,
  vcbInternal: (text, chance) =>
    `MBVCB.${digits(chance, 10)}.${text}.CT tu ${digits(chance, 10)} ${name(chance)}`,
  vcbInternet: (text, chance) => `IBVCB.${digits(chance, 16)}.${digits(chance, 6)}.IBTC.${text}`,
  vcbIn: (text, chance) =>
    `${digits(chance, 6)}.${digits(chance, 6)}.${digits(chance, 6)}.${text} chuyen FT${digits(chance, 14)}`,
  vcbSlashes: (text, chance) => `//SAL2026${digits(chance, 3)}S${mixed(chance, 4)}//${text}`,
  vcbToAcb: (text, chance) =>
    `${text} toi ${digits(chance, 10)} ${name(chance)} (ACB) A Chau GD ${digits(chance, 6)}-${digits(chance, 6)} 15:45:46`,
  acbToBidv: (text, chance) =>
    `TKThe :${digits(chance, 7)}, tai ACB. ${text}-${digits(chance, 6)}-19:13:00 ${digits(chance, 6)}`,
  bidvNested: (text, chance) =>
    `TKThe :${digits(chance, 10)}, tai Vietcombank. MBVCB.${digits(chance, 10)}.${digits(chance, 6)}.${text}.CT tu ${digits(chance, 10)} ${name(chance)} tai BIDV -CTLNHIDI${digits(chance, 12)}-1/1-CRE-002`,
  bidvVirtual: (text, chance) => `SMB-TkThe :${mixed(chance, 12)}, tai ${chance.pick(banks)}. ${text}`,
  bidvInternal: (text, chance) => `REM Tfr Ac: ${digits(chance, 10)} ${text}`,
  mbIn: (text, chance) => `${text}- Ma GD ACSP/ ${mixed(chance, 2).toLowerCase()}${digits(chance, 6)}`,
  mbQr: (text, chance) => `CUSTOMER Thanh toan QR-${text}. TU: ${name(chance)}`,
  mbQrLong: (text, chance) =>
    `Q000${mixed(chance, 6)}  VIDU1 1  QR ${text} Ma GD ACSP/ XX${digits(chance, 6)}`,
  ctDen: (text, chance) => `CT DEN:${digits(chance, 12)} ${text}`,
  ctDenLetters: (text, chance) =>
    `ND:CT DEN:${digits(chance, 4)}T${digits(chance, 5)}${mixed(chance, 7)} ${text}`,
  ctDenNapas: (text, chance) => `CT DEN: ${digits(chance, 12)} ${text} FT${digits(chance, 14)}; tai Napas`,
  momo: (text, chance) => `${digits(chance, 12)} ${digits(chance, 10)} ${text}`,
  zalopay: (text, chance) => `ZP${mixed(chance, 10)}, ${text}`,
  notice: (text, chance) => `BankAPINotify ${text} SD:${digits(chance, 8)}`,
  twice: (text, chance) => `${text} ${name(chance)} ${text}`,
};

/** What happens to it on the way. */
export const manglings: Readonly<Record<string, (content: string, chance: Chance) => string>> = {
  untouched: (content) => content,
  lowerCase: (content) => content.toLowerCase(),
  upperCase: (content) => content.toUpperCase(),
  withoutMarks: (content) => content.replace(/[^A-Za-z0-9 ]/g, ''),
  withoutSpaces: (content) => content.replace(/\s/g, ''),
  marksToSpaces: (content) => content.replace(/[^A-Za-z0-9]/g, ' '),
  wrappedAt35: (content) => content.replace(/.{35}/g, '$& '),
  wrappedAnywhere: (content, chance) => {
    const width = 7 + chance.below(30);
    return content.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
  },
  dotted: (content) => content.replace(/ /g, '.'),
};
