import type { Day, Id, SeasonColumn, SeasonQuery, SeasonStep } from '../../platform';

/** What is asked of the list of renewals, and the one whose sheet is open. */
export class SeasonQuestion {
  /** The list stands in the room, in the place of the unit's own. */
  shown = $state(false);
  /** Empty until the room has said which day it is. */
  since = $state<Day | ''>('');
  text = $state('');
  step = $state<SeasonStep | null>(null);
  sort = $state<SeasonQuery['sort']>({ column: 'step', descending: false });
  /** The unit whose sheet is open. */
  open = $state<Id | null>(null);

  query(usual: Day): SeasonQuery {
    return { since: this.since || usual, text: this.text, step: this.step, sort: { ...this.sort } };
  }

  get narrowed(): boolean {
    return this.text.trim() !== '' || this.step !== null;
  }

  /** The same step again shows all of them. */
  toggle(step: SeasonStep): void {
    this.step = this.step === step ? null : step;
  }

  /** The same column again turns the order round. */
  sortBy(column: SeasonColumn): void {
    this.sort = { column, descending: this.sort.column === column && !this.sort.descending };
  }

  clear(): void {
    this.text = '';
    this.step = null;
  }
}
