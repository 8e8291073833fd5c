import type { Id, RosterColumn, RosterFilter, RosterQuery, SavedList } from '../../platform';

/** What is asked of the list. */
export class RosterQuestion {
  text = $state('');
  filters = $state<RosterFilter[]>([]);
  sort = $state<RosterQuery['sort']>({ column: 'name', descending: false });

  /** The saved list that was opened last, while it is there: what is asked since may differ. */
  opened = $state<Id | null>(null);

  /** Asks what a saved list asks. */
  open({ id, query }: SavedList): void {
    if (!query) return;
    this.text = query.text;
    this.filters = [...query.filters];
    this.sort = { ...query.sort };
    this.opened = id;
  }

  /** Whether this is what is asked now. */
  asks({ text, filters, sort }: RosterQuery): boolean {
    const same = filters.length === this.filters.length && filters.every((one) => this.filters.includes(one));
    const order = sort.column === this.sort.column && sort.descending === this.sort.descending;
    return same && order && text.trim() === this.text.trim();
  }

  get query(): RosterQuery {
    return { text: this.text, filters: [...this.filters], sort: { ...this.sort } };
  }

  get narrowed(): boolean {
    return this.text.trim() !== '' || this.filters.length > 0;
  }

  toggle(filter: RosterFilter): void {
    this.filters = this.filters.includes(filter)
      ? this.filters.filter((one) => one !== filter)
      : [...this.filters, filter];
  }

  /** The same column again turns the order round. */
  sortBy(column: RosterColumn): void {
    this.sort = { column, descending: this.sort.column === column && !this.sort.descending };
  }

  clear(): void {
    this.text = '';
    this.filters = [];
    this.opened = null;
  }
}
