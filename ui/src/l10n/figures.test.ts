import { expect, it } from 'vitest';
import { fileSize, money } from './figures';

it.each([
  [money(3650, 'fr'), '36,50\u00a0€'],
  [money(128_450, 'fr'), '1\u202f284,50\u00a0€'],
  [money(3650, 'en'), '€36.50'],
  [fileSize(184_320, 'fr'), '184\u202fko'],
  [fileSize(1_240_000, 'fr'), '1,2\u202fMo'],
  [fileSize(12, 'fr'), '1\u202fko'],
])('%s', (written, expected) => {
  expect(written).toBe(expected);
});
