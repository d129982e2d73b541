import writeXlsx from 'write-excel-file/node';
import { makePerson } from '../../scripts/support/people.ts';
import { makeChance } from '../support/chance.ts';

/** Rows of the large list, one payer each. */
export const largeRows = 200_000;

/**
 * A hospital's list of so many rows, about 28 MB at 200,000: the same people each time, and in each variant every tenth
 * amount is another.
 */
export function largeList(rows: number, variant: number): Buffer {
  const chance = makeChance(1);
  const lines = [
    'Mã BN;Mã điều trị;Họ tên;Năm sinh;Giới tính;Khoa;Địa chỉ;CCCD;Nội dung thu;Nhóm dịch vụ;Số tiền;Ghi chú',
  ];
  for (let index = 0; index < rows; index += 1) {
    const { name, birthDate, gender, address } = makePerson(chance, 1940, 2025);
    const department = chance.pick(['Khoa Nội', 'Khoa Nhi', 'Khoa Sản']);
    const codes = [`P${String(index).padStart(7, '0')}`, `DT${1_000_000 + index}`];
    const identity = `0${String(10_000_000_000 + index * 7919).slice(0, 11)}`;
    const more = index % 10 === 0 ? variant * 1_000 : 0;
    const amount = (100_000 + chance.below(900) * 1_000 + more).toLocaleString('vi-VN');
    const what = [
      name,
      birthDate.slice(0, 4),
      gender,
      department,
      address,
      identity,
      'Khám bệnh',
      'Khám bệnh',
    ];
    lines.push([...codes, ...what, amount, ''].join(';'));
  }
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

/** The same list as a workbook with its amounts as numbers, about 12 MB at 200,000 rows. */
export async function largeWorkbook(rows: number, variant: number): Promise<Buffer> {
  const text = largeList(rows, variant).toString('utf8').replace('\ufeff', '').trimEnd();
  const [header = [], ...lines] = text.split('\r\n').map((line) => line.split(';'));
  const amounts = header.indexOf('Số tiền');
  const made: unknown = await writeXlsx([header.map(textOf), ...lines.map(cellsOf)]).toBuffer();
  if (!Buffer.isBuffer(made)) throw new Error('a workbook is bytes');
  return made;

  function cellsOf(cells: readonly string[]) {
    return cells.map((cell, column) =>
      column === amounts ? { type: Number, value: Number(cell.replaceAll('.', '')) } : textOf(cell),
    );
  }
}

function textOf(cell: string) {
  return cell === '' ? null : { type: String, value: cell };
}
