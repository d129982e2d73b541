import { describe, expect, it } from 'vitest';
import { stepped } from '../../../src/renderer/ui/useChoice.ts';

describe('a row further', () => {
  it.each([
    ['down', 1, 1, 4, 2],
    ['up', 1, -1, 4, 0],
    ['past the last row', 3, 1, 4, 3],
    ['before the first row', 0, -1, 4, 0],
    ['a page', 1, 10, 4, 3],
    ['in a list that became shorter', 7, 0, 4, 3],
    ['in an empty list', 3, 1, 0, 0],
    ['from nowhere', -1, 1, 4, 0],
  ])('%s', (_, at, by, length, to) => {
    expect(stepped(at, by, length)).toBe(to);
  });
});
