import { SvelteMap } from 'svelte/reactivity';
import type { RowRange } from '../platform';

/** What a command that reads rows answers, at least. */
export interface RowPage<Row> {
  rows: Row[];
  total: number;
}

const PAGE = 100;

/** Rows of a list too long to hold, read by pages as they come into view. */
export class RowSource<Row, Page extends RowPage<Row> = RowPage<Row>> {
  /** The last page read, for what it says beside its rows; null until the first answer. */
  page = $state.raw<Page | null>(null);
  readonly #rows = new SvelteMap<number, Row>();
  // Nothing on screen depends on what was asked, only on what was answered.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #asked = new Set<number>();
  readonly #read: (range: RowRange) => Promise<Page>;
  #view = { first: 0, last: 0 };
  #round = 0;

  constructor(read: (range: RowRange) => Promise<Page>) {
    this.#read = read;
  }

  get total(): number {
    return this.page?.total ?? 0;
  }

  /** Undefined while its page is on the way. */
  at(index: number): Row | undefined {
    return this.#rows.get(index);
  }

  /** Tells which rows are in view, `last` included; reads those that are missing. */
  async show(first: number, last: number): Promise<void> {
    this.#view = { first, last };
    const pages = Array.from(
      { length: Math.floor(last / PAGE) - Math.floor(first / PAGE) + 1 },
      (_, index) => Math.floor(first / PAGE) + index,
    );
    await Promise.all(pages.filter((page) => !this.#asked.has(page)).map((page) => this.#load(page)));
  }

  /** Something changed: reads what is in view again. Old rows stay on screen until the new ones are there. */
  async refresh(): Promise<void> {
    this.#round += 1;
    this.#asked.clear();
    await this.show(this.#view.first, this.#view.last);
  }

  async #load(page: number): Promise<void> {
    const round = this.#round;
    this.#asked.add(page);
    const answer = await this.#read({ offset: page * PAGE, limit: PAGE });
    // A newer question was asked meanwhile: this answer is about the past.
    if (round !== this.#round) return;
    if (this.page && this.page.total !== answer.total) this.#forgetBeyond(answer.total);
    this.page = answer;
    answer.rows.forEach((row, index) => this.#rows.set(page * PAGE + index, row));
    for (const index of [...this.#rows.keys()]) {
      if (!this.#asked.has(Math.floor(index / PAGE))) this.#rows.delete(index);
    }
  }

  #forgetBeyond(total: number): void {
    for (const index of [...this.#rows.keys()]) if (index >= total) this.#rows.delete(index);
  }
}
