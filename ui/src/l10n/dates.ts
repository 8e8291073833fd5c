import type { Day, Display, WallTime } from '../platform';

type Language = Display['language'];

/** Days and wall times carry no zone: they are read and written as UTC so that no zone ever shifts them. */
function utc(day: Day): Date {
  return new Date(`${day.slice(0, 10)}T00:00Z`);
}

function format(day: Day, language: Language, options: Intl.DateTimeFormatOptions): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const text = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(utc(day));
  return language === 'fr' ? text.replace(/(^|\s)1(?=\s\p{L})/u, '$11er') : text;
}

/** « 22 novembre 2026 » */
export function longDay(day: Day, language: Language): string {
  return format(day, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** « dimanche 22 novembre 2026 » */
export function fullDay(day: Day, language: Language): string {
  return format(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** « dimanche 22 novembre » */
export function weekday(day: Day, language: Language): string {
  return format(day, language, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** « dim. » and « 22 », for the margin of a list. */
export function dayMark(day: Day, language: Language): { weekday: string; number: string } {
  return { weekday: format(day, language, { weekday: 'short' }), number: String(Number(day.slice(8, 10))) };
}

/** « 22/11/2026 », for columns. */
export function shortDay(day: Day, language: Language): string {
  return format(day, language, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** « Novembre 2026 », as a heading. */
export function monthTitle(day: Day, language: Language): string {
  const text = format(day, language, { month: 'long', year: 'numeric' });
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** « 18 h 30 », « 20 h »; 18:30 in English. */
export function timeOfDay(at: WallTime, language: Language): string {
  const [hour = '', minute = ''] = at.slice(11, 16).split(':');
  if (language === 'en') return `${hour}:${minute}`;
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
}

/** « 22 novembre 2026, 18 h 30 » */
export function moment(at: WallTime, language: Language): string {
  return `${longDay(at, language)}, ${timeOfDay(at, language)}`;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** The day `count` days after `day`. */
export function addDays(day: Day, count: number): Day {
  return new Date(utc(day).getTime() + count * 86_400_000).toISOString().slice(0, 10);
}
