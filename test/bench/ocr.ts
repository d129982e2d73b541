/**
 * `bench ocr`: receipts of 80 mm read back by a program that knows nothing of us. Each is drawn, packed into ESC/POS as for
 * a printer, taken apart by the simulated printer's own reader, photographed and read by tesseract (issue 3 "Receipt").
 * What was misread is listed.
 */
import { execFileSync } from 'node:child_process';
import { createCanvas } from '@napi-rs/canvas';
import { capturedPaper } from '../../scripts/support/captured-paper.ts';
import { makePerson } from '../../scripts/support/people.ts';
import { cutCommand, initCommand, rasterBands } from '../../src/main/devices/printer/escpos-codec.ts';
import { type ReceiptDocument, sealReceipt } from '../../src/main/documents/model.ts';
import { makeRenderer } from '../../src/main/documents/render.ts';
import { amountInWords, formatDong } from '../../src/shared/money/index.ts';
import { encodeReceiptCode } from '../../src/shared/text/index.ts';
import { type Chance, makeChance } from '../support/chance.ts';
import { fontFolder } from '../support/documents/golden.ts';
import { receiptOf } from '../support/documents/page-samples.ts';
import type { Measured, Run, RunOptions } from '../support/runner.ts';

const widthDots = 576;
const bandRows = 256;
/** As a camera sees it: with a margin, half as large again. */
const scale = 1.5;
const marginDots = 60;
const leastPercent = 98;
const characters = 'characters of names and words read';

const fees = {
  hospital: [
    'Khám bệnh',
    'Xét nghiệm máu',
    'Siêu âm ổ bụng',
    'Chụp X quang ngực',
    'Thuốc, vật tư',
    'Giường bệnh',
  ],
  school: [
    'Tiền ăn bán trú',
    'Nước uống',
    'Tiếng Anh tăng cường',
    'Kỹ năng sống',
    'Học 2 buổi/ngày',
    'Sổ liên lạc',
  ],
} as const;
const royal = [
  'Công Tằng Tôn Nữ Hoàng Thị Quỳnh Như',
  'Công Huyền Tôn Nữ Ngọc Diễm Ngữ',
  'Đặng Thị Ẩn Ước',
  'Huỳnh Thị Ngọc Ửng',
];

/** A receipt of invented people with odd sums. */
function chanceReceipt(chance: Chance, index: number): ReceiptDocument {
  const institution = index % 2 === 0 ? 'hospital' : 'school';
  const sample = receiptOf(institution, 1);
  const payer = chance.maybe(0.15) ? chance.pick(royal) : makePerson(chance, 1950, 1999).name;
  const served = chance.maybe(0.15) ? chance.pick(royal) : makePerson(chance, 2010, 2019).name;
  const number = String(1 + chance.below(999_999)).padStart(6, '0');
  const line = () => {
    const amount = 37_538 + 11_111 * chance.below(900);
    return { name: chance.pick(fees[institution]), quantity: 1, unitPrice: amount, amount };
  };
  const rest = Array.from({ length: chance.below(6) }, line);
  const lines = [line(), ...rest] as const;
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const used = total - (total % 1_000);
  const code = encodeReceiptCode({ series: sample.series, number });
  const [one, two] = sample.signers;
  return sealReceipt({
    ...sample,
    ...{ number, lines: [...lines], total, words: amountInWords(total) },
    payer: { name: payer, address: null },
    beneficiary: sample.beneficiary === null ? null : { ...sample.beneficiary, name: served },
    signers: [{ title: one.title, name: payer }, two],
    cash: { given: used, rounding: used - total, change: 0, used, shared: null },
    lookUp: code.ok ? code.value : null,
  });
}

/** The paper as it comes out of a printer that was sent it, photographed. */
function photograph(receipt: ReceiptDocument, draw: ReturnType<typeof makeRenderer>): Buffer {
  const raster = draw.render(receipt, { kind: 'original' }, widthDots);
  const bytes = Buffer.concat([initCommand, ...rasterBands(raster, bandRows), cutCommand]);
  const [sheet] = capturedPaper(bytes, widthDots);
  if (sheet === undefined) throw new Error('no paper came out');
  const { rows, bits } = sheet;
  const paper = createCanvas(widthDots, rows);
  const ink = paper.getContext('2d');
  const image = ink.createImageData(widthDots, rows);
  for (let index = 0; index < widthDots * rows; index += 1) {
    const black = ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
    image.data.set(black ? [0, 0, 0, 255] : [255, 255, 255, 255], index * 4);
  }
  ink.putImageData(image, 0, 0);
  const photo = createCanvas(widthDots * scale + 2 * marginDots, rows * scale + 2 * marginDots);
  const grey = photo.getContext('2d');
  grey.fillStyle = '#fff';
  grey.fillRect(0, 0, photo.width, photo.height);
  grey.imageSmoothingQuality = 'high';
  grey.drawImage(paper, marginDots, marginDots, widthDots * scale, rows * scale);
  return photo.toBuffer('image/png');
}

function readByProgram(photo: Buffer): string {
  const text = execFileSync('tesseract', ['-', '-', '-l', 'vie', '--psm', '6', '--dpi', '300'], {
    input: photo,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  return text.normalize('NFC').replace(/\s+/gu, ' ');
}

/** How many letters must be put in, taken out or changed so that `wanted` stands somewhere in `text` (Sellers 1980). */
function distanceWithin(wanted: string, text: string): number {
  const letters = [...wanted];
  let before = Array.from({ length: letters.length + 1 }, (_, index) => index);
  let best = letters.length;
  for (const letter of text) {
    const row = [0];
    for (const [index, own] of letters.entries()) {
      const changed = (before[index] ?? 0) + (own === letter ? 0 : 1);
      row.push(Math.min(changed, (before[index + 1] ?? 0) + 1, (row[index] ?? 0) + 1));
    }
    best = Math.min(best, row.at(-1) ?? best);
    before = row;
  }
  return best;
}

interface Reading {
  readonly receipt: ReceiptDocument;
  readonly text: string;
}

/** Figures that must be read without a fault: the number and every sum. */
function figuresOf({ number, lines, total }: ReceiptDocument): string[] {
  return [number, ...[...lines.map(({ amount }) => amount), total].map(formatDong)];
}

function wordsOf({ payer, beneficiary, words }: ReceiptDocument): string[] {
  return [payer.name, beneficiary?.name ?? '', words].filter((text) => text !== '');
}

/**
 * Whether a figure stands in the text with exactly its digits. A gap between them is none: digits have one width on our
 * paper, and beside a 1 the reader sees a space. A full stop behind it with no digit after it changes no figure.
 */
function readIn(figure: string, text: string): boolean {
  const digits = [...figure].map((sign) => (sign === '.' ? '\\.' : sign)).join(' ?');
  return new RegExp(`(?<![\\d.])${digits}(?!\\d|\\s?\\.\\d)`, 'u').test(text);
}

function judge(readings: readonly Reading[]): Measured {
  const wrongFigures = readings.flatMap(({ receipt, text }) =>
    figuresOf(receipt)
      .filter((figure) => !readIn(figure, text))
      .map((figure) => `${receipt.number}: ${figure}`),
  );
  const misread = readings.flatMap(({ receipt, text }) =>
    wordsOf(receipt).map((wanted) => ({
      wanted,
      letters: [...wanted].length,
      wrong: distanceWithin(wanted, text),
    })),
  );
  const letters = misread.reduce((sum, one) => sum + one.letters, 0);
  const wrong = misread.reduce((sum, one) => sum + one.wrong, 0);
  const percent = Math.floor((1 - wrong / letters) * 10_000) / 100;
  const worst = misread.filter((one) => one.wrong > 0).sort((a, b) => b.wrong - a.wrong);
  return {
    table: [
      ...wrongFigures.map((what) => ({ what: 'figure', misread: what, letters: '', wrong: '' })),
      ...worst.map((one) => ({ what: 'text', misread: one.wanted, letters: one.letters, wrong: one.wrong })),
    ],
    bounds: [
      { name: 'numbers and sums misread', value: wrongFigures.length, op: '==', limit: 0, unit: 'figures' },
      { name: characters, value: percent, op: '>=', limit: leastPercent, unit: '%' },
    ],
    figures: { receipts: readings.length, letters, wrong },
  };
}

function readings({ runs, seed }: RunOptions): Reading[] {
  const chance = makeChance(seed);
  const draw = makeRenderer(fontFolder);
  return Array.from({ length: runs }, (_, index) => {
    const receipt = chanceReceipt(chance, index);
    return { receipt, text: readByProgram(photograph(receipt, draw)) };
  });
}

const controlReceipts = 4;

export const ocr: Run = {
  name: 'ocr',
  about:
    'receipts of 80 mm printed, taken apart by another reader and read by tesseract; --runs counts receipts',
  runs: 50,
  shortRuns: 6,
  measure: async (options) => judge(readings(options)),
  control: {
    name: 'each paper is held against the receipt after it',
    breaks: characters,
    measure: async (options) => {
      const read = readings({ ...options, runs: controlReceipts });
      return judge(
        read.map(({ text }, index) => ({
          text,
          receipt: read[(index + 1) % read.length]?.receipt ?? fail(),
        })),
      );
    },
  },
};

function fail(): never {
  throw new Error('there is a next one');
}
