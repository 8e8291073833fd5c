import { longDay } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import type { ClaimSheet, Day } from '../../platform';
import { aboveText, isOver, lackText, stageText, untilWhen } from './claim-text';
import { voiceText, voicesText } from './seat-text';

export interface Step {
  name: 'election' | 'claim' | 'countersign' | 'contest' | 'office';
  state: 'done' | 'current' | 'ahead';
  text: string;
}

/** The five steps of a handover, as far as a claim went. A claim that was dropped goes no further. */
export function steps(sheet: ClaimSheet, today: Day): Step[] {
  const { claim, madeBy, supported, since } = sheet;
  const day = longDay(claim.electedOn, language());
  const at = place(sheet);
  const state = (step: number): Step['state'] => {
    if (step < at) return 'done';
    return step === at && !isOver(claim.stage) ? 'current' : 'ahead';
  };
  const others = supported.filter(({ name }) => name !== madeBy.name);
  return [
    { name: 'election', state: state(0), text: t('step-election-text', { day }) },
    { name: 'claim', state: state(1), text: declared(sheet) },
    { name: 'countersign', state: state(2), text: countersigned(sheet, voicesText(others)) },
    { name: 'contest', state: state(3), text: contest(sheet) },
    {
      name: 'office',
      state: state(4),
      text: t(office(sheet, today), { day: longDay(since, language()) }),
    },
  ];
}

function office(
  { claim, since }: ClaimSheet,
  today: Day,
): 'step-office-later' | 'step-office-done' | 'step-office-text' {
  if (since > today) return 'step-office-later';
  return claim.stage === 'granted' ? 'step-office-done' : 'step-office-text';
}

function declared({ claim, madeBy, requestedOn }: ClaimSheet): string {
  const name = voiceText(madeBy);
  if (requestedOn === null) return t('step-claim-text', { name });
  return t('step-claim-asked', { name, person: claim.holder.name, day: longDay(requestedOn, language()) });
}

/** The number of steps behind a claim. */
function place({ claim }: ClaimSheet): number {
  if (claim.stage === 'granted') return 5;
  if (claim.stage === 'ripe') return 4;
  return claim.missing === 0 ? 3 : 2;
}

function countersigned(sheet: ClaimSheet, names: string): string {
  const said = names && t('step-countersign-text', { names });
  const lacks = sheet.claim.missing !== 0 && !isOver(sheet.claim.stage) && lackText(sheet);
  return (
    [said, lacks].filter(Boolean).join(' ') || t('step-countersign-above', { above: aboveText(sheet.claim.office) })
  );
}

function contest(sheet: ClaimSheet): string {
  const { claim } = sheet;
  if (place(sheet) < 3) return t('step-contest-ahead');
  if (claim.stage === 'granted' || claim.stage === 'ripe') return t('step-contest-over');
  if (claim.stage === 'contested' || claim.stage === 'rivalled') return stageText(claim);
  if (claim.contestableUntil === null) return t('step-contest-ahead');
  return t('step-contest-text', untilWhen(claim.contestableUntil));
}
