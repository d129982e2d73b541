import type { EpochMs } from '../../shared/kernel/clock.ts';
import { testPageNames } from '../../shared/rpc/devices.ts';
import { centred, flowing, gap, type Paper, rule, sum } from './blocks.ts';
import { moment } from './figures.ts';

/** A sheet for whoever sets a printer up: every kind of mark, both edges, a code to scan. No money is in it. */
export interface TestPage {
  readonly kind: 'test-page';
  readonly counterName: string;
  readonly at: EpochMs;
  /** Text of the code, to be read back with a phone or the counter's scanner. */
  readonly code: string;
}

/** The paper of a test. */
export function testPaper({ counterName, at, code }: TestPage): Paper {
  return {
    blocks: [
      centred(`IN THỬ – ${counterName.toLocaleUpperCase('vi')}`, 'body', 'bold'),
      centred(moment(at), 'small'),
      rule,
      ...testPageNames.map((name) => flowing(name, 'total', 'bold')),
      sum('Số tiền', '1.234.567.890 đ', 'body', 'bold'),
      rule,
      sum('|‹ mép trái', 'mép phải ›|', 'small'),
      gap(0.3),
      {
        type: 'qr',
        text: code,
        caption: [
          { text: 'Quét mã này bằng máy quét của quầy.', weight: 'medium' },
          { text: code, weight: 'bold' },
        ],
      },
    ],
    watermark: null,
  };
}
