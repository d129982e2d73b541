/** Words of the trade on paper: which institution says what (facts/domain.md §1.1–1.3). */
import type { Method } from '../../shared/payment/index.ts';

interface PaperWords {
  readonly beneficiary: string;
  readonly code: string;
  readonly reason: string;
}

const hospital: PaperWords = { beneficiary: 'Bệnh nhân', code: 'Mã BN', reason: 'Thu viện phí' };
const school: PaperWords = {
  beneficiary: 'Học sinh',
  code: 'Mã HS',
  reason: 'Thu học phí và các khoản của trường',
};

/** Labels of a receipt by kind of institution. */
export function paperWords(institution: 'hospital' | 'school'): PaperWords {
  return institution === 'hospital' ? hospital : school;
}

/** Words of a transfer after its match code: never a service, never a diagnosis (product.md A5). */
export function transferReason(institution: 'hospital' | 'school', onBehalf: boolean): string {
  if (onBehalf) return 'THU HO';
  return institution === 'hospital' ? 'VIEN PHI' : 'HOC PHI';
}

/** Reason of a receipt of thu hộ money. */
export const onBehalfReason = 'Thu hộ';

const methodNames: Readonly<Record<Method, string>> = {
  cash: 'Tiền mặt',
  qr: 'Mã QR',
  website: 'Website',
  'mobile-money': 'Mobile Money',
  card: 'Thẻ',
  transfer: 'Chuyển khoản',
  'e-wallet': 'Ví điện tử',
};

/** Name of a line of a shift's figures: slips keyed by hand and accepted money stand apart from the way itself. */
export function figureName(key: string): string {
  const [, method = key, apart] = /^(.+)-(keyed|accepted)$/.exec(key) ?? [];
  const name = methodNames[method as Method] ?? method;
  if (apart === undefined) return name;
  return apart === 'keyed' ? `${name} ghi tay` : `${name}, duyệt nhận`;
}

/** Name of a way of paying, as paper and reports print it. */
export function methodName(method: Method): string {
  return methodNames[method];
}
