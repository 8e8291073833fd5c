import { officeText } from '../../app/mandate-text';
import { hrefOf } from '../../app/route.svelte';
import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { AgendaRow, Deadline, Minutes, OpenPromise, PracticalFact } from '../../platform';

/** A line of the dossier: what it is, and what is to be known of it. */
export interface Line {
  href?: string;
  title: string;
  note: string;
}

export function eventLine({ id, title, when, place, cancelled }: AgendaRow): Line {
  const parts = [longDay(when.start, language()), place, cancelled ? t('first-day-cancelled') : ''];
  return { href: hrefOf('agenda', id), title, note: parts.filter(Boolean).join(' · ') };
}

export function minutesLine({ id, title, date }: Minutes): Line {
  return { href: hrefOf('archives', id), title, note: longDay(date, language()) };
}

export function promiseLine({ title, promisedTo, dueOn, note }: OpenPromise): Line {
  const due = dueOn ? t('first-day-promise-due', { day: longDay(dueOn, language()) }) : '';
  return { title, note: [promisedTo, due, note].filter(Boolean).join(' · ') };
}

export function factLine({ title, heldBy, note }: PracticalFact): Line {
  return { title, note: [heldBy, note].filter(Boolean).join(' · ') };
}

export function deadlineLine({ on, due, about, office }: Deadline): Line {
  const day = longDay(on, language());
  // Its title most often says already what it is.
  if (due === 'assembly') return { title: about, note: `${day} · ${t('kind-event-general_assembly')}` };
  const whose = office ? `${about}, ${officeText(office)}` : about;
  return { title: t(`first-day-due-${due}`, { about: whose }), note: day };
}
