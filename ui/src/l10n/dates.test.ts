import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayMark,
  daysBetween,
  fullDay,
  longDay,
  moment,
  monthTitle,
  shortDay,
  timeOfDay,
  weekday,
} from './dates';

const NBSP = '\u00a0';

describe('dates as a French reader writes them', () => {
  it.each([
    [longDay('2026-11-22', 'fr'), '22 novembre 2026'],
    [longDay('2026-12-01', 'fr'), '1er décembre 2026'],
    [longDay('2026-12-11', 'fr'), '11 décembre 2026'],
    [fullDay('2026-11-22', 'fr'), 'dimanche 22 novembre 2026'],
    [weekday('2026-12-01', 'fr'), 'mardi 1er décembre'],
    [shortDay('2026-11-01', 'fr'), '01/11/2026'],
    [monthTitle('2026-08-03', 'fr'), 'Août 2026'],
    [timeOfDay('2026-11-22T18:30', 'fr'), `18${NBSP}h${NBSP}30`],
    [timeOfDay('2026-11-22T09:00', 'fr'), `9${NBSP}h`],
    [moment('2026-11-22T18:30', 'fr'), `22 novembre 2026, 18${NBSP}h${NBSP}30`],
    [moment('2026-11-22T18:30', 'en'), '22 November 2026, 18:30'],
    [longDay('2026-12-01', 'en'), '1 December 2026'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it('marks a day in the margin', () => {
    expect(dayMark('2026-11-02', 'fr')).toEqual({ weekday: 'lun.', number: '2' });
  });
});

describe('days', () => {
  it('are counted across the change of hour and the leap day', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });
});
