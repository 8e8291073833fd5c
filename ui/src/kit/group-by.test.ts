import { expect, it } from 'vitest';
import { groupBy } from './group-by';

it('keeps the order, and opens a new group when the key changes', () => {
  expect(groupBy(['ab', 'ac', 'ba', 'ad'], (word) => word.charAt(0))).toEqual([
    { key: 'a', items: ['ab', 'ac'] },
    { key: 'b', items: ['ba'] },
    { key: 'a', items: ['ad'] },
  ]);
});
