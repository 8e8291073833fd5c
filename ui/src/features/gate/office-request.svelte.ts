import { FEDERAL_OFFICES, hasTheme, SECTION_OFFICES } from '../../app/mandate-text';
import type { Day, Office, RequestDraft, StagedMinutes } from '../../platform';

/** The offices to which somebody is elected; those of the national level come from whoever runs the server. */
export const ELECTED: readonly Office[] = [...SECTION_OFFICES, ...FEDERAL_OFFICES];

/** What somebody who was elected has told so far, before there is a profile. */
export class OfficeRequest {
  person = $state('');
  unit = $state('');
  office = $state<Office>('secretary');
  theme = $state('');
  electedOn = $state<Day | ''>('');
  until = $state<Day | ''>('');
  proof = $state('');
  minutes = $state.raw<StagedMinutes | null>(null);

  /** What is missing or can't be, by field; `today` is where this computer is. */
  wrong(today: Day): Partial<Record<'person' | 'unit' | 'theme' | 'electedOn' | 'until' | 'proof', Wrong>> {
    const { electedOn, until } = this;
    const empty = (text: string) => text.trim() === '';
    return {
      ...(empty(this.person) && { person: 'required' }),
      ...(empty(this.unit) && { unit: 'required' }),
      ...(hasTheme(this.office) && empty(this.theme) && { theme: 'required' }),
      ...(electedOn === '' && { electedOn: 'required' }),
      ...(electedOn > today && { electedOn: 'not_yet' }),
      ...(until !== '' && until < electedOn && { until: 'end_before_start' }),
      ...(empty(this.proof) && { proof: 'required' }),
    };
  }

  /** What is written, once nothing is wrong with it. */
  draft(electedOn: Day): RequestDraft {
    return {
      unit: this.unit.trim(),
      office: this.office,
      theme: hasTheme(this.office) ? this.theme.trim() : null,
      person: this.person.trim(),
      electedOn,
      until: this.until || null,
      proof: this.proof.trim(),
      minutes: this.minutes?.file ?? null,
    };
  }
}

export type Wrong = 'required' | 'not_yet' | 'end_before_start';
