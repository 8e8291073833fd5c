import { t } from '../../l10n/l10n.svelte';
import type { ImportDone, ImportPlan } from '../../platform';

/** What is wrong with a cell, and where it stands. */
export function unreadableText({ line, header, value, reason }: ImportPlan['unreadable'][number]): string {
  if (reason === 'no_name') return t('unreadable-no_name', { line: String(line) });
  const where = t('unreadable-where', { line: String(line), header: header || 'none' });
  return t(`unreadable-${reason}`, { where, value });
}

/** Only what happened. */
export function resultText({ created, updated, skipped, held }: ImportDone): string {
  // A file is one: where somebody waits, everybody does.
  if (held > 0) return t('result-held', { count: held });
  const told = [
    created > 0 && t('result-created', { count: created }),
    updated > 0 && t('result-updated', { count: updated }),
    skipped > 0 && t('result-skipped', { count: skipped }),
  ].filter((sentence) => sentence !== false);
  return told.join(' ') || t('result-nothing');
}
