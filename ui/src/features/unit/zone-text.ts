import { t } from '../../l10n/l10n.svelte';
import { ZONES } from './zones';

/** A time zone as people call the place; any other by its own name. */
export function zoneText(zone: string): string {
  const known = ZONES.find(([one]) => one === zone);
  return known ? t(known[1]) : zone;
}

/** The zones to choose from, with the one that a unit has now. */
export function zoneOptions(now: string): { value: string; label: string }[] {
  const known = ZONES.map(([zone]) => zone as string);
  const all = known.includes(now) ? known : [now, ...known];
  return all.map((value) => ({ value, label: zoneText(value) }));
}
