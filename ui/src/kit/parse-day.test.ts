import { expect, it } from 'vitest';
import { parseDay, parseTime } from './parse-day';

it.each([
  ['22/11/2026', '2026-11-22'],
  ['2/1/2026', '2026-01-02'],
  ['22.11.26', '2026-11-22'],
  ['14 07 54', '1954-07-14'],
  ['22 novembre 2026', '2026-11-22'],
  ['dimanche 22 novembre 2026', '2026-11-22'],
  ['1er août 2026', '2026-08-01'],
  ['3 fév. 2024', '2024-02-03'],
  ['2026-11-22', '2026-11-22'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2026', null],
  ['29/02/1900', null],
  ['31/04/2026', null],
  ['12/13/2026', null],
  ['22 brumaire 2026', null],
  ['demain', null],
  ['', null],
])('%s is %s', (text, day) => {
  expect(parseDay(text, '2026-11-22')).toBe(day);
});

it.each([
  ['18h30', '18:30'],
  ['18\u00a0h\u00a030', '18:30'],
  ['9:05', '09:05'],
  ['20h', '20:00'],
  ['20', '20:00'],
  ['24:00', null],
  ['18h60', null],
  ['soir', null],
])('%s is %s', (text, time) => {
  expect(parseTime(text)).toBe(time);
});
