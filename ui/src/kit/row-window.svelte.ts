import type { RowSource } from './row-source.svelte';
import { rowAfterKey, rowsInView } from './viewport';

/** How high a row is, in the text size of the reader. */
const ROW = 3;

/**
 * Which rows of a long list are in view, and which one Tab reaches: only those are drawn, and asked for. To be made where the list is,
 * which tells it how large it is, and where it was scrolled to.
 */
export class RowWindow {
  /** Of the list, in pixels. */
  height = $state(0);
  scrollTop = $state(0);
  /** The row that Tab reaches, as long as there are so many. */
  active = $state(0);
  /** The reader's text size, in pixels. */
  rem = $state(16);
  readonly #source: () => Pick<RowSource<unknown>, 'show' | 'total'>;
  readonly rowHeight = $derived(ROW * this.rem);
  readonly reached = $derived.by(() => Math.min(this.active, Math.max(0, this.#source().total - 1)));
  readonly #view = $derived.by(() => rowsInView(this.scrollTop, this.height, this.rowHeight, this.#source().total));
  /** The rows to draw. Scrolled out of view, the active one stays: the focus must not fall to the page. */
  readonly drawn = $derived.by(() => {
    if (this.#source().total === 0) return [];
    const { first, last } = this.#view;
    const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return indexes.includes(this.reached) ? indexes : [...indexes, this.reached];
  });

  constructor(source: () => Pick<RowSource<unknown>, 'show' | 'total'>) {
    this.#source = source;
    $effect(() => {
      void this.#source().show(this.#view.first, this.#view.last);
    });
  }

  /** What is hidden has no size: the one measured last still holds. */
  readonly measured = (size: number | null | undefined): void => {
    if (size) this.rem = size;
  };

  /** Where a key leads, `around` rows less than a page at once; null for one that doesn't move, or that means something else. */
  after(event: KeyboardEvent, around: number): number | null {
    if (event.ctrlKey || event.altKey || event.metaKey) return null;
    const page = Math.max(1, Math.floor(this.height / this.rowHeight) - around);
    return rowAfterKey(event.key, this.reached, this.#source().total, page);
  }

  /** Scrolls `list` until row `index` is seen whole, below a head of so many pixels. */
  reveal(list: HTMLElement, index: number, head = 0): void {
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight + head;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
    this.scrollTop = list.scrollTop;
  }
}
