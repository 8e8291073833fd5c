import type { RosterColumn, RosterFilter, RosterQuery } from '../../platform';

/** What is asked of the list. */
export class RosterQuestion {
  text = $state('');
  filters = $state<RosterFilter[]>([]);
  sort = $state<RosterQuery['sort']>({ column: 'name', descending: false });

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
  }
}
