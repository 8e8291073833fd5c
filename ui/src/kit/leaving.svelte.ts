import { untrack } from 'svelte';

/** Something begun that isn't saved. */
export interface Begun {
  /** What was begun, as a whole sentence; null where nothing would be lost. */
  told: () => string | null;
  /** Lets it go. */
  drop: () => void;
  /** Saves what saves by itself; what is refused stays begun. */
  settle?: () => Promise<void>;
  /** It outlives the room: only what ends the desk loses it. */
  kept?: boolean;
}

/** How far one goes: to another room or sheet, or away from all of them (another unit, the lock, the end). */
export type Reach = 'room' | 'desk';

interface Question {
  told: string;
  leave: () => void;
  stay: () => void;
}

/** What is begun on screen, and the one question put before it is lost. */
class Leaving {
  // The list as well as what each tells is followed: the shell is told when quitting would lose something.
  #begun = $state.raw<readonly Begun[]>([]);
  #question = $state.raw<Question | null>(null);

  /** What is asked about, as a whole sentence; null while nothing is. */
  get asked(): string | null {
    return this.#question?.told ?? null;
  }

  /** Watches over `one` until the function given back is called. */
  watch(one: Begun): () => void {
    this.#begun = [...untrack(() => this.#begun), one];
    return () => {
      this.#begun = untrack(() => this.#begun).filter((other) => other !== one);
    };
  }

  /** Whether going so far would lose anything. */
  loses(reach: Reach): boolean {
    return this.#lost(reach).length > 0;
  }

  /**
   * Leaves at once where nothing would be lost. Otherwise saves what saves by itself, and asks about the rest:
   * then either `leave` or `stay` is called once it is answered, or neither when somebody leaves another way meanwhile.
   */
  out(reach: Reach, leave: () => void, stay: () => void = () => undefined): void {
    if (!this.loses(reach)) {
      leave();
      return;
    }
    void this.#settle(reach).then(() => {
      // What was begun last lies on top, and a form over its own fields.
      const told = this.#lost(reach).at(-1)?.told() ?? null;
      const letGo = () => {
        for (const one of this.#lost(reach)) one.drop();
        leave();
      };
      if (told === null) leave();
      else this.ask(told, letGo, stay);
    });
  }

  /** Asks whether what is `told` may be lost. */
  ask(told: string, leave: () => void, stay: () => void = () => undefined): void {
    this.#question = { told, leave, stay };
  }

  /** The answer: what was begun goes on, or is let go. */
  answer(way: 'stay' | 'leave'): void {
    const question = this.#question;
    this.#question = null;
    question?.[way]();
  }

  #lost(reach: Reach): Begun[] {
    return this.#begun.filter((one) => (reach === 'desk' || !one.kept) && one.told() !== null);
  }

  async #settle(reach: Reach): Promise<void> {
    await Promise.all(this.#lost(reach).map((one) => one.settle?.()));
  }
}

export const leaving = new Leaving();

/** Watches over `one` as long as the component lives. Called while it is set up. */
export function begun(one: Begun): void {
  $effect(() => leaving.watch(one));
}
