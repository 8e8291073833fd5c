import { daysBetween, longDay, timeOfDay, weekday } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Day, WallTime } from '../../platform';

/** « aujourd’hui à 9 h 05 », « hier à 21 h 04 », « le 12 mars 2026 à 18 h ». */
export function whenText(at: WallTime, today: Day): string {
  const time = timeOfDay(at, language());
  const days = daysBetween(at, today);
  if (days === 0) return t('when-today', { time });
  if (days === 1) return t('when-yesterday', { time });
  return t('when-day', { day: longDay(at, language()), time });
}

/** Heading of one day of the history: « Aujourd’hui », « Hier », « vendredi 20 novembre ». */
export function dayHeading(day: Day, today: Day): string {
  const days = daysBetween(day, today);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  const text = day.slice(0, 4) === today.slice(0, 4) ? weekday(day, language()) : longDay(day, language());
  return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);
}
