import { hrefOf } from '../../app/route.svelte';
import { t } from '../../l10n/l10n.svelte';
import type { MailingRow, Platform } from '../../platform';
import { isOpen, MAILINGS, mailingStanding, waits } from '../mailings/mailing-text';
import type { Line } from './first-day-lines';

type Lying = Pick<Platform, 'savedLists' | 'keptMessages' | 'mailings'>;

/** What lies on the desk of one's own office, and goes to whoever follows in it. */
export interface DeskLines {
  kept: Line[];
  /** Messages that aren't sent before somebody acts. */
  waiting: Line[];
}

/** Nothing where nothing lies there. */
export async function deskLines(platform: Lying): Promise<DeskLines> {
  const lists = await platform.savedLists();
  if (lists === null) return { kept: [], waiting: [] };
  const messages = await platform.keptMessages();
  const about = (purpose: 'template' | 'draft') =>
    messages.filter((message) => message.purpose === purpose).map(({ subject }) => subject);
  const kept = [
    { key: 'first-day-lists', names: lists.map(({ name }) => name) },
    { key: 'first-day-templates', names: about('template') },
    { key: 'first-day-drafts', names: about('draft') },
  ] as const;
  const rows = (await platform.mailings()).rows.filter(isOpen);
  return {
    kept: [
      ...kept
        .filter(({ names }) => names.length > 0)
        .map(({ key, names }) => ({
          href: hrefOf('roster'),
          title: t(key, { count: names.length }),
          note: names.join(' · '),
        })),
      ...rows.filter((row) => !waits(row)).map(mailingLine),
    ],
    waiting: rows.filter(waits).map(mailingLine),
  };
}

function mailingLine(row: MailingRow): Line {
  return {
    href: hrefOf('roster', MAILINGS),
    title: t('first-day-mailing', { subject: row.subject }),
    note: mailingStanding(row),
  };
}
