import { officeText } from '../../app/mandate-text';
import { hrefOf } from '../../app/route.svelte';
import { longDay } from '../../l10n/dates';
import { money } from '../../l10n/figures';
import { language, t } from '../../l10n/l10n.svelte';
import type {
  AgendaRow,
  ClaimRow,
  Deadline,
  DelegationInForce,
  FeedRow,
  FirstDay,
  HeldBack,
  Minutes,
  OpenPromise,
  PracticalFact,
  Seat,
} from '../../platform';
import { FEEDS, feedStanding } from '../feeds/feed-text';
import { stageText } from './claim-text';
import { standingText } from './seat-text';

/** A line of the dossier: what it is, and what is to be known of it. */
export interface Line {
  /** By which it is known, where something may be done with it. */
  key?: string;
  href?: string;
  title: string;
  note?: string;
}

export function eventLine({ id, title, when, place, cancelled }: AgendaRow): Line {
  const parts = [longDay(when.start, language()), place, cancelled ? t('first-day-cancelled') : ''];
  return { href: hrefOf('agenda', id), title, note: parts.filter(Boolean).join(' · ') };
}

/** What waits, by whom, and since when. */
export function heldLine({ name, kept, records, removed, since, yours }: HeldBack): Line {
  const gone = removed > 0 ? t('first-day-held-removed', { count: removed }) : '';
  const day = t('first-day-since', { day: longDay(since, language()) });
  const what = t(`first-day-held-${kept}`, { count: records });
  const title = t(yours ? 'first-day-held' : 'first-day-held-others', { name: name ?? 'none', what });
  return { href: hrefOf('pending'), title, note: [gone, day].filter(Boolean).join(' · ') };
}

/** Who notes who comes to an event, or the dues of a year, until whoever holds the office ends it or its day has come. */
export function delegatedLine({ name, event, title, year, until, takenUp }: DelegationInForce): Line {
  const note = t(takenUp ? 'first-day-delegated-until' : 'first-day-delegated-code', {
    day: longDay(until, language()),
  });
  if (year !== null) return { title: t('first-day-delegated-dues', { name, year: String(year) }), note };
  if (event === null || title === null) return { title: t('first-day-delegated-gone', { name }), note };
  return { href: hrefOf('agenda', event), title: t('first-day-delegated', { name, title }), note };
}

export function minutesLine({ id, title, date }: Minutes): Line {
  return { href: hrefOf('archives', id), title, note: longDay(date, language()) };
}

export function promiseLine({ id, title, promisedTo, dueOn, note }: OpenPromise): Line {
  const due = dueOn ? t('first-day-promise-due', { day: longDay(dueOn, language()) }) : '';
  return { key: id, title, note: [promisedTo, due, note].filter(Boolean).join(' · ') };
}

export function factLine({ id, title, category, heldBy, note }: PracticalFact): Line {
  const about = category === 'other' ? '' : t(`fact-category-${category}`);
  return { key: id, title, note: [about, heldBy, note].filter(Boolean).join(' · ') };
}

/** An address at which telephones read the agenda, with who answers for it. */
export function feedLine(feed: FeedRow): Line {
  return { href: hrefOf('agenda', FEEDS), title: feed.name, note: feedStanding(feed) };
}

export function deadlineLine({ on, due, about, office }: Deadline): Line {
  const day = longDay(on, language());
  // Its title most often says already what it is.
  if (due === 'assembly') return { title: about, note: `${day} · ${t('kind-event-general_assembly')}` };
  const whose = office ? `${about}, ${officeText(office)}` : about;
  return { title: t(`first-day-due-${due}`, { about: whose }), note: day };
}

export function seatLine(seat: Seat): Line {
  const note = `${officeText(seat.office, seat.theme)} · ${standingText(seat)}`;
  return { href: hrefOf('handover', seat.id), title: seat.holder.name, note };
}

/** What waits for somebody's answer. */
export function openLines(
  { toVerify, refused, heldBack, delegations, splits }: FirstDay,
  open: readonly ClaimRow[],
  waiting: readonly Line[],
): Line[] {
  const lines: Line[] = [];
  if (toVerify > 0) lines.push({ href: hrefOf('pending'), title: t('first-day-verify', { count: toVerify }) });
  if (refused > 0) lines.push({ href: hrefOf('pending'), title: t('first-day-refused', { count: refused }) });
  lines.push(...waiting, ...heldBack.map(heldLine));
  for (const claim of open) {
    const title = t('claim-title', { name: claim.holder.name });
    lines.push({ href: hrefOf('handover', claim.id), title, note: stageText(claim) });
  }
  lines.push(...delegations.map(delegatedLine));
  for (const { name, agreed, since } of splits) {
    const note = t('first-day-since', { day: longDay(since, language()) });
    lines.push({
      href: hrefOf('settings'),
      title: t(agreed ? 'first-day-split-agreed' : 'first-day-split', { name }),
      note,
    });
  }
  return lines.length > 0 ? lines : [{ title: t('first-day-nothing') }];
}

/** What the office opens, in counts, and what it doesn't. */
export function receivedLines({ people, dues, coming, documents, missing }: FirstDay): Line[] {
  const lines: Line[] = [];
  if (people !== null) lines.push({ href: hrefOf('roster'), title: t('first-day-people', { count: people }) });
  if (dues) {
    const { year, upToDate, late, received } = dues;
    lines.push({
      title: upToDate + late === 0 ? t('first-day-no-dues') : t('first-day-dues', { paid: upToDate, late }),
      note: t('first-day-dues-received', { year: String(year), amount: money(received, language()) }),
    });
  }
  if (coming) lines.push({ href: hrefOf('agenda'), title: t('first-day-events', { count: coming.length }) });
  if (documents) lines.push({ href: hrefOf('archives'), title: t('first-day-documents', { count: documents.total }) });
  if (missing.length > 0) {
    const parts = missing.map((part) => t(`first-day-part-${part}`)).join(', ');
    lines.push({ title: t('first-day-missing'), note: parts });
  }
  return lines;
}
