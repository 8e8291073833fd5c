import { moment } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { MailingCounts, MailingRow, MailingStage } from '../../platform';

/** Where their sheet lies in the roster, beside those of people. */
export const MAILINGS = 'mailings';

const WAITING: readonly MailingStage[] = ['waits_for_holder', 'waits_for_second', 'waits_for_time'];

/** Whether it isn't sent before somebody acts. */
export const waits = ({ stage }: MailingRow): boolean => WAITING.includes(stage);

/** Whether it can still be changed. */
export const isOpen = ({ stage }: MailingRow): boolean => stage !== 'sending' && stage !== 'sent';

/** When it goes or went, and who answers for it, or what it waits for. */
export function mailingStanding({ stage, at, answeredBy, own, counts }: MailingRow): string {
  const name = answeredBy ?? t('mailing-somebody');
  const when = moment(at, language());
  switch (stage) {
    case 'scheduled':
      return own ? t('mailing-goes-own', { at: when }) : t('mailing-goes', { at: when, name });
    case 'sending':
      return t('mailing-sending', { count: counts.addressed });
    case 'sent':
      return t('mailing-sent', { at: when, count: counts.sent });
    default:
      return t(`mailing-${stage}`, { at: when, name });
  }
}

const LOST = ['withoutAddress', 'refused', 'unknown', 'gone'] as const satisfies readonly (keyof MailingCounts)[];

/** Whom it didn't reach, and why; empty when it reached all. */
export function mailingLosses({ counts }: MailingRow): string {
  return LOST.filter((what) => counts[what] > 0)
    .map((what) => t(`mailing-lost-${what}`, { count: counts[what] }))
    .join(' · ');
}
