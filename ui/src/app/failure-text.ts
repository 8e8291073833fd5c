import { moment } from '../l10n/dates';
import { language, t } from '../l10n/l10n.svelte';
import { PlatformError, type RuleCode } from '../platform';

const RULES: RuleCode[] = [
  'required',
  'taken',
  'too_long',
  'email',
  'phone',
  'day',
  'end_before_start',
  'passphrase_short',
  'too_early',
  'too_far',
  'future',
  'past',
  'to_come',
  'amount',
  'oneself',
  'suspended',
  'delegation_span',
  'delegations_full',
];

/** What a person reads when a command fails: what happened, what was kept, what to do. */
export function failureText(error: unknown): string {
  if (!(error instanceof PlatformError)) return t('error-bug');
  const { code, details } = error;
  switch (code) {
    case 'invalid':
      return ruleText(details['rule']);
    case 'request_unread':
    case 'request_newer':
    case 'minutes_unread':
      return t(`error-${code}`, { name: details['name'] ?? '' });
    case 'file_unreadable':
      return t('error-file_unreadable', { name: details['name'] ?? '' });
    case 'file_too_large':
      return t('error-file_too_large', { name: details['name'] ?? '', limit: details['limit'] ?? 0 });
    case 'invitation_waits':
      return t('error-invitation_waits', { from: moment(String(details['opens']), language()) });
    case 'unagreed':
      return t('error-unagreed', { asked: details['asked'] === 1 ? 'yes' : 'no' });
    default:
      return t(`error-${code}`);
  }
}

function ruleText(given: string | number | undefined): string {
  const rule = RULES.find((one) => one === given);
  return rule ? t(`rule-${rule}`) : t('error-invalid');
}
