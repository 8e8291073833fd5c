import { FEDERAL_OFFICES, officeText } from '../../app/mandate-text';
import { longDay, timeOfDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { ClaimForecast, ClaimRow, ClaimSheet, ClaimStage, Office, Officer } from '../../platform';
import { listText } from './seat-text';

const OVER: readonly ClaimStage[] = ['granted', 'dismissed', 'withdrawn'];

/** Whether nothing is left to say about it. */
export function isOver(stage: ClaimStage): boolean {
  return OVER.includes(stage);
}

/** Who decides above the unit in which an office is held: « la fédération », « le national ». */
export function aboveText(office: Office): string {
  return t(FEDERAL_OFFICES.includes(office) ? 'above-federation' : 'above-section');
}

/** Where a claim stands, in a sentence. */
export function stageText({ stage, missing, contestableUntil, office }: ClaimRow): string {
  const above = aboveText(office);
  switch (stage) {
    case 'gathering':
      return missing === null ? t('stage-above', { above }) : t('stage-gathering', { count: missing });
    case 'contestable':
      return contestableUntil === null ? t('stage-enough') : t('stage-contestable', untilWhen(contestableUntil));
    case 'contested':
      return t('stage-contested', { above });
    case 'rivalled':
      return t('stage-rivalled', { above });
    default:
      return t(`stage-${stage}`);
  }
}

/** A day and an hour, as the sentences take them. */
export function untilWhen(until: string): { day: string; time: string } {
  return { day: longDay(until, language()), time: timeOfDay(until, language()) };
}

/** « Zoé Lefèvre (Secrétaire) » */
export function officerText({ name, office }: Officer): string {
  return t('officer', { name, office: officeText(office) });
}

/** What will have to follow a declaration. */
export function followText({ missing, mightAnswer }: ClaimForecast, office: Office): string {
  const above = aboveText(office);
  if (missing === null) return t('lack-above', { above });
  if (missing === 0) return t('follow-enough');
  const names = mightAnswer.map(({ name }) => name);
  return names.length < missing
    ? t('follow-above', { above })
    : t('follow-names', { count: missing, names: listText(names, 'disjunction'), above });
}

/** What a claim still lacks, and from whom it may come. */
export function lackText({ claim, mightAnswer }: Pick<ClaimSheet, 'claim' | 'mightAnswer'>): string {
  const above = aboveText(claim.office);
  if (claim.missing === null) return t('lack-above', { above });
  const names = [...mightAnswer.map(({ name }) => name), above];
  return t('lack', { count: claim.missing, names: listText(names, 'disjunction') });
}
