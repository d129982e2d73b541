import { expect, it } from 'vitest';
import { nameWithin } from '../../../src/renderer/ui/names.ts';

it('keeps the given name, and shortens what stands in the middle from the left', () => {
  const name = 'Nguyễn Hoàng Phương Khánh Quỳnh';
  expect(nameWithin(name, 40)).toBe(name);
  expect(nameWithin(name, 28)).toBe('Nguyễn H. Phương Khánh Quỳnh');
  expect(nameWithin(name, 24)).toBe('Nguyễn H. P. Khánh Quỳnh');
  expect(nameWithin(name, 5)).toBe('Nguyễn H. P. K. Quỳnh');
  expect(nameWithin('Đặng', 2)).toBe('Đặng');
  expect(nameWithin('Nguyễn Ưng Ý', 8)).toBe('Nguyễn Ư. Ý');
});
