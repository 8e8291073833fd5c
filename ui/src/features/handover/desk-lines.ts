import { hrefOf } from '../../app/route.svelte';
import { t } from '../../l10n/l10n.svelte';
import type { Platform } from '../../platform';
import { isOpen, MAILINGS, mailingStanding } from '../mailings/mailing-text';
import type { Line } from './first-day-lines';

type Lying = Pick<Platform, 'savedLists' | 'keptMessages' | 'mailings'>;

/** What lies on the desk of one's own office, and goes to whoever follows in it; nothing where nothing does. */
export async function deskLines(platform: Lying): Promise<Line[]> {
  const lists = await platform.savedLists();
  if (lists === null) return [];
  const messages = await platform.keptMessages();
  const about = (purpose: 'template' | 'draft') =>
    messages.filter((message) => message.purpose === purpose).map(({ subject }) => subject);
  const kept = [
    { key: 'first-day-lists', names: lists.map(({ name }) => name) },
    { key: 'first-day-templates', names: about('template') },
    { key: 'first-day-drafts', names: about('draft') },
  ] as const;
  const { rows } = await platform.mailings();
  return [
    ...kept
      .filter(({ names }) => names.length > 0)
      .map(({ key, names }) => ({
        href: hrefOf('roster'),
        title: t(key, { count: names.length }),
        note: names.join(' · '),
      })),
    ...rows.filter(isOpen).map((row) => ({
      href: hrefOf('roster', MAILINGS),
      title: t('first-day-mailing', { subject: row.subject }),
      note: mailingStanding(row),
    })),
  ];
}
