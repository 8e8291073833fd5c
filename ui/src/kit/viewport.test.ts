import { expect, it } from 'vitest';
import { columnsThatFit, rowAfterKey, rowsInView } from './viewport';

it.each([
  [
    { scrollTop: 0, total: 10_000 },
    { first: 0, last: 18 },
  ],
  [
    { scrollTop: 4800, total: 10_000 },
    { first: 92, last: 118 },
  ],
  [
    { scrollTop: 999_999, total: 50 },
    { first: 49, last: 49 },
  ],
  [
    { scrollTop: 0, total: 0 },
    { first: 0, last: 0 },
  ],
])('rows in view at %o', ({ scrollTop, total }, expected) => {
  expect(rowsInView(scrollTop, 480, 48, total)).toEqual(expected);
});

it.each([
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 14],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 4, 99],
  ['a', 4, null],
])('%s from row %i', (key, from, to) => {
  expect(rowAfterKey(key, from, 100, 10)).toBe(to);
});

it('keeps the columns that fit, and always one', () => {
  const columns = [{ least: 14 }, { least: 10 }, { least: 8 }];
  expect(columnsThatFit(columns, 30)).toHaveLength(2);
  expect(columnsThatFit(columns, 32)).toHaveLength(3);
  expect(columnsThatFit(columns, 5)).toHaveLength(1);
});
