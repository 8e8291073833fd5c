import { longDay, moment } from '../../l10n/dates';
import { money } from '../../l10n/figures';
import { language, t } from '../../l10n/l10n.svelte';
import type { DocumentKind, EventKind, FieldName, SubjectKind } from '../../platform';
import { EVENT_KINDS } from '../agenda/kinds';
import { DOCUMENT_KINDS } from '../archives/kinds';
import { isFactCategory } from '../handover/fact-categories';
import { isCategory } from '../roster/categories';
import { filters } from '../roster/columns';

/** A raw value of the journal as a person reads it. */
export function valueText(field: FieldName, raw: string | null, about: SubjectKind | null): string {
  if (field === 'removed') return t(raw === 'true' ? 'value-removed' : 'value-kept');
  if (field === 'cancelled') return t(raw === 'true' ? 'value-cancelled' : 'value-stands');
  if (field === 'attendance') return t(raw === 'present' || raw === 'excused' ? `value-${raw}` : 'value-not_marked');
  if (field === 'question' && raw === '') return t('list-everybody');
  if (raw === null || raw === '') return t('value-none');
  switch (field) {
    case 'amount':
      return money(Number(raw), language());
    case 'born_on':
    case 'date':
    case 'due_on':
    case 'since':
    case 'until':
      return longDay(raw, language());
    case 'when':
      return moment(raw, language());
    case 'category':
      return categoryText(raw);
    case 'kind':
      return kindText(raw, about);
    case 'question':
      return askedText(raw);
    default:
      return raw.split('\n').join(', ');
  }
}

/** Of somebody, or of what is good to know. */
function categoryText(raw: string): string {
  if (isCategory(raw)) return t(`category-${raw}`);
  return isFactCategory(raw) ? t(`fact-category-${raw}`) : raw;
}

/** The filters of a saved list, then its words, as the core writes them in one line. */
function askedText(raw: string): string {
  const parts = raw.split(' ');
  const asked = filters(true).filter((filter) => parts.includes(filter));
  const words = parts.filter((part) => !asked.some((filter) => filter === part)).join(' ');
  return [...asked.map((filter) => t(`filter-${filter}`)), ...(words ? [words] : [])].join(', ');
}

function kindText(raw: string, about: SubjectKind | null): string {
  const event = EVENT_KINDS.find((kind: EventKind) => kind === raw);
  if (about === 'event' && event) return t(`kind-event-${event}`);
  const document = DOCUMENT_KINDS.find((kind: DocumentKind) => kind === raw);
  return document ? t(`kind-document-${document}`) : raw;
}
