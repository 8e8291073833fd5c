import { expect, it } from 'vitest';
import { endingAt, hoursText, movedTo, startingAt, whenLine } from './when';

const evening = { start: '2026-11-22T18:30', end: '2026-11-22T20:00', allDay: false };

it('reads as people say it', () => {
  expect(whenLine(evening).replaceAll(/[\u00a0\u202f]/gu, ' ')).toBe('dimanche 22 novembre 2026, 18 h 30 – 20 h');
  expect(hoursText({ ...evening, allDay: true })).toBe('toute la journée');
});

it('moves to another day with its hours', () => {
  expect(movedTo(evening, '2026-12-01')).toEqual({ start: '2026-12-01T18:30', end: '2026-12-01T20:00', allDay: false });
});

it('keeps its length over several days', () => {
  const school = { start: '2026-08-28T09:00', end: '2026-08-30T17:00', allDay: false };
  expect(movedTo(school, '2026-08-31').end).toBe('2026-09-02T17:00');
});

it('keeps its length when it starts later', () => {
  expect(startingAt(evening, '19:15').end).toBe('2026-11-22T20:45');
});

it('never ends before it starts when the length would cross midnight', () => {
  expect(startingAt(evening, '23:00').end).toBe('2026-11-22T23:00');
});

it('ends at another hour', () => {
  expect(endingAt(evening, '21:00').end).toBe('2026-11-22T21:00');
});
