import type { Day } from '../platform';

const MONTHS = [
  'jan',
  'fev|feb',
  'mar',
  'avr|apr',
  'mai|may',
  'juin|jun',
  'juil|jul',
  'aou|aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

/**
 * The day that somebody typed: 22/11/2026, 22.11.26, 22 11 2026, 22 novembre 2026, 2026-11-22.
 * A year of two digits is the nearest one to `today`'s century that is at most ten years ahead.
 * Null when it is no day at all, or none of the calendar's (31/02).
 */
export function parseDay(text: string, today: Day): Day | null {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(plain);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(?:\p{L}+\.?\s+)?(\d{1,2})(?:er)?[\s/.-]+(\d{1,2}|\p{L}{3,9})\.?[\s/.-]+(\d{4}|\d{2})$/u.exec(plain);
  if (!parts) return null;
  const [, number = '', month = '', year = ''] = parts;
  return day(fullYear(year, today), monthNumber(month), Number(number));
}

/** The time that somebody typed: 18h30, 18 h 30, 18:30, 18.30, 20h, 9. As `HH:MM`, or null. */
export function parseTime(text: string): string | null {
  const parts = /^(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?$/iu.exec(text.trim().replaceAll(/[\u00a0\u202f]/gu, ' '));
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function fullYear(year: string, today: Day): number {
  if (year.length === 4) return Number(year);
  const now = Number(today.slice(0, 4));
  const guess = now - (now % 100) + Number(year);
  return guess > now + 10 ? guess - 100 : guess;
}

function monthNumber(month: string): number {
  if (/^\d/u.test(month)) return Number(month);
  return MONTHS.findIndex((names) => names.split('|').some((name) => month.startsWith(name))) + 1;
}

function day(year: number, month: number, number: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
  const daysInMonth = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return number >= 1 && number <= (daysInMonth[month - 1] ?? 0) ? text : null;
}
