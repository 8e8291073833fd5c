import { SvelteSet } from 'svelte/reactivity';
import type { Id, RollbackItem } from '../../platform';

/** Which lines of a plan go back: all of them, until somebody leaves one as it is. What hangs together stays together. */
export class RollbackPicks {
  #items = $state.raw<readonly RollbackItem[]>([]);
  readonly #left = new SvelteSet<Id>();
  readonly going = $derived(this.#items.filter(({ id }) => !this.#left.has(id)));
  /** Those that are left as they are. */
  readonly left = $derived(this.#items.filter(({ id }) => this.#left.has(id)).map(({ id }) => id));

  /** Another plan: what was left and is still among it stays so. */
  show(items: readonly RollbackItem[]): void {
    const before = this.left;
    this.#items = items;
    this.#left.clear();
    this.tick(
      items.filter(({ id }) => before.includes(id)),
      false,
    );
  }

  has({ id }: RollbackItem): boolean {
    return !this.#left.has(id);
  }

  /** What a line needs goes back with it; left, it leaves those that need it. */
  tick(items: readonly RollbackItem[], on: boolean): void {
    const tied = this.#items.filter(({ needs }) => needs.length > 0);
    const next = [...items];
    for (let item = next.pop(); item; item = next.pop()) {
      if (this.has(item) === on) continue;
      const { id, needs } = item;
      if (on) this.#left.delete(id);
      else this.#left.add(id);
      if (!on) next.push(...tied.filter((other) => other.needs.includes(id)));
      else if (needs.length > 0) next.push(...this.#items.filter((other) => needs.includes(other.id)));
    }
  }
}
