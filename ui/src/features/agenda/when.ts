import { addDays, daysBetween, fullDay, timeOfDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Day, WallTime, When } from '../../platform';

export function dayOf(at: WallTime): Day {
  return at.slice(0, 10);
}

/** « 18 h 30 – 20 h », « toute la journée ». */
export function hoursText({ start, end, allDay }: When): string {
  if (allDay) return t('all-day');
  if (start === end) return timeOfDay(start, language());
  return t('hours', { start: timeOfDay(start, language()), end: timeOfDay(end, language()) });
}

/** « dimanche 22 novembre 2026, 18 h 30 – 20 h » */
export function whenLine(when: When): string {
  return t('when-line', { day: fullDay(dayOf(when.start), language()), hours: hoursText(when) });
}

/** « dimanche 22 novembre 2026, 18 h 30 »; the day alone of what lasts all day. */
export function startLine(start: WallTime | Day): string {
  const day = fullDay(dayOf(start), language());
  return start.includes('T') ? t('when-line', { day, hours: timeOfDay(start, language()) }) : day;
}

/** The same hours on another day; an event over several days keeps its length. */
export function movedTo(when: When, day: Day): When {
  const days = daysBetween(dayOf(when.start), day);
  const shift = (at: WallTime) => `${addDays(dayOf(at), days)}${at.slice(10)}`;
  return { ...when, start: shift(when.start), end: shift(when.end) };
}

/** Another hour of start; the event keeps its length when it can be told within the day, else it ends as it began. */
export function startingAt(when: When, time: string): When {
  const start = `${dayOf(when.start)}T${time}`;
  const length = minutes(when.end.slice(11)) - minutes(when.start.slice(11));
  const end = minutes(time) + length;
  const sameDay = dayOf(when.start) === dayOf(when.end) && end < 24 * 60;
  return { ...when, start, end: sameDay ? `${dayOf(when.end)}T${clock(end)}` : when.end < start ? start : when.end };
}

/** Another hour of end, on the same day. */
export function endingAt(when: When, time: string): When {
  return { ...when, end: `${dayOf(when.end)}T${time}` };
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function clock(total: number): string {
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
