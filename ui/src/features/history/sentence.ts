import { firstSound } from '../../l10n/elision';
import { language, t } from '../../l10n/l10n.svelte';
import type { FieldChange, HistoryEntry, Id } from '../../platform';

/** What a sentence is made of. */
export type Told = Pick<HistoryEntry, 'author' | 'kind' | 'named' | 'count'> & {
  fields: readonly Pick<FieldChange, 'field'>[];
};

/** « Nadia Benali a changé le téléphone d’André Côté. » — or « Vous avez changé… » when `me` is the author. */
export function sentence(entry: Told, me: Id): string {
  const author = entry.author.name;
  const self = entry.author.id === me ? 'yes' : 'no';
  const name = entry.named ?? '';
  const named = { author, self, name, sound: firstSound(name) };
  switch (entry.kind) {
    case 'person_changed':
      return t('did-person_changed', { ...named, fields: fieldList(entry) });
    case 'person_added':
    case 'person_removed':
      return t(`did-${entry.kind}`, { author, self, name });
    case 'unit_changed':
    case 'event_changed':
    case 'document_changed':
    case 'fact_changed':
    case 'promise_changed':
    case 'list_changed':
    case 'message_changed':
      return t(`did-${entry.kind}`, { author, self, name, fields: fieldList(entry) });
    case 'dues_noted':
    case 'dues_changed':
    case 'dues_cancelled':
      // Whoever was erased has no name; the payment stays in the accounts.
      return t(`did-${entry.kind}`, { ...named, sound: name === '' ? 'nobody' : named.sound });
    case 'import_done':
    case 'people_passed':
    case 'people_exported':
    case 'people_written':
    case 'agenda_exported':
    case 'proposals_accepted':
      return t(`did-${entry.kind}`, { author, self, count: entry.count });
    case 'undone':
      return entry.named !== null && entry.count === 1
        ? t('did-undone', named)
        : t('did-undone_many', { author, self, count: entry.count });
    case 'contact_verified':
    case 'mandate_recorded':
    case 'mandate_ended':
    case 'mandate_suspended':
    case 'suspension_lifted':
    case 'mandate_taken_up':
    case 'mandate_succeeded':
    case 'claim_made':
    case 'claim_countersigned':
    case 'claim_contested':
    case 'contest_withdrawn':
    case 'claim_withdrawn':
    case 'claim_upheld':
    case 'claim_dismissed':
    case 'claim_documented':
    case 'claim_announced':
    case 'claim_granted':
    case 'device_invited':
    case 'device_reinvited':
    case 'invitation_contested':
    case 'comeback_contested':
    case 'device_enrolled':
    case 'device_revoked':
      return t(`did-${entry.kind}`, named);
    default:
      return t(`did-${entry.kind}`, { author, self, name });
  }
}

/** « le portable et l’adresse » */
function fieldList({ fields }: Told): string {
  const names = new Set(fields.map(({ field }) => t(`the-${field}`)));
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}
