import { daysBetween, longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { Day, Seat, Suspension, Voice } from '../../platform';

/** How many days somebody is new in an office. */
const NEW_FOR = 90;

/** Whether whoever uses this laptop took office lately: what they received comes first then. */
export function isFresh(seats: readonly Seat[], today: Day): boolean {
  return seats.some((seat) => seat.mine && seat.held === 'now' && daysBetween(seat.since, today) < NEW_FOR);
}

/** « depuis le 7 novembre 2025, jusqu’au 6 novembre 2027 » */
export function spanText({ since, until, held }: Pick<Seat, 'since' | 'until' | 'held'>): string {
  const from = longDay(since, language());
  if (until === null) return t(held === 'later' ? 'span-later' : 'span-since', { from });
  const to = longDay(until, language());
  return t(held === 'now' ? 'span-until' : 'span-from-to', { from, to });
}

/** « suspendu depuis le 20 novembre 2026, jusqu’au 20 décembre 2026, par Ada Traoré » */
function suspensionText({ since, until, by }: Suspension): string {
  const told = { from: longDay(since, language()), by: by ?? t('suspension-level-above') };
  if (until === null) return t('span-suspended', told);
  return t('span-suspended-until', { ...told, to: longDay(until, language()) });
}

/** « administration provisoire jusqu’au 31 mars 2027, par Ada Traoré » */
function caretakerText({ since, until, held, caretaker }: Seat): string | null {
  if (caretaker === null || until === null) return null;
  const by = caretaker.by ?? t('suspension-level-above');
  const told = { from: longDay(since, language()), to: longDay(until, language()), by };
  return t(held === 'now' ? 'span-caretaker' : 'span-caretaker-from-to', told);
}

/** What stands of whoever is in charge for a time, in pairs. */
export function caretakerFacts({ caretaker, prolongs }: Seat): { name: string; value: string }[] {
  if (caretaker === null) return [];
  return [
    { name: t('caretaker-by'), value: caretaker.by ?? t('suspension-level-above') },
    { name: t('caretaker-reason'), value: caretaker.reason },
    ...(prolongs
      ? [
          { name: t('caretaker-prolongs'), value: prolongs.name },
          { name: t('caretaker-first'), value: longDay(prolongs.first, language()) },
        ]
      : []),
  ];
}

/** Since when somebody holds an office, or what keeps them from it. */
export function standingText(seat: Seat): string {
  return seat.held === 'suspended' && seat.suspension
    ? suspensionText(seat.suspension)
    : (caretakerText(seat) ?? spanText(seat));
}

/** What stands of a suspension, in pairs. */
export function suspensionFacts({ since, until, ground, by }: Suspension): { name: string; value: string }[] {
  return [
    { name: t('seat-since'), value: longDay(since, language()) },
    { name: t('seat-until'), value: until === null ? t('suspension-no-end') : longDay(until, language()) },
    { name: t('suspension-by'), value: by ?? t('suspension-level-above') },
    { name: t('suspension-ground'), value: ground },
  ];
}

/** « Zoé Lefèvre et Ada Traoré (niveau au-dessus) » */
export function voicesText(voices: readonly Voice[]): string {
  return listText(voices.map(voiceText));
}

export function voiceText({ name, fromAbove }: Voice): string {
  const called = name || t('voice-unnamed');
  return fromAbove ? t('voice-above', { name: called }) : called;
}

/** « a, b et c » */
export function listText(items: readonly string[], last: 'conjunction' | 'disjunction' = 'conjunction'): string {
  const locale = language() === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.ListFormat(locale, { type: last }).format(items);
}
