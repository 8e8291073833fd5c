import { untrack } from 'svelte';
import type { Desk } from '../../app/desk.svelte';
import { failureText } from '../../app/failure-text';
import { PlatformError, type Id, type Saved } from '../../platform';

interface Way<T> {
  add: (draft: T) => Promise<Saved>;
  change: (id: Id, seen: T, draft: T) => Promise<Saved>;
}

/** A form over something kept: what it says, what it said when it was opened, and what was refused of it. */
export class KeptForm<T extends { title: string }> {
  draft = $state() as T;
  /** A field and why it can't stand so. */
  refused = $state.raw<{ field: string; sentence: string } | null>(null);
  #seen = $state.raw() as T;
  #id: Id | null = null;
  #sending = false;
  readonly #blank: () => T;

  constructor(blank: () => T) {
    this.#blank = blank;
    this.begin(null);
  }

  /** Begins with what is `kept`, or with nothing. */
  begin(kept: (T & { id: Id }) | null): void {
    const blank = untrack(this.#blank);
    const fields = Object.keys(blank) as (keyof T)[];
    const seen = kept ? (Object.fromEntries(fields.map((field) => [field, kept[field]])) as unknown as T) : blank;
    this.#id = kept?.id ?? null;
    this.#seen = seen;
    this.draft = { ...seen };
    this.refused = null;
  }

  /** Whether something would be lost. */
  get begun(): boolean {
    return (Object.keys(this.#seen) as (keyof T)[]).some((field) => this.draft[field] !== this.#seen[field]);
  }

  error(field: keyof T & string): string | null {
    return this.refused?.field === field ? this.refused.sentence : null;
  }

  /** Saves what differs and says so; answers whether the form may close. What is refused stays. */
  async save(desk: Desk, told: (title: string) => string, way: Way<T>): Promise<boolean> {
    if (this.#id !== null && !this.begun) return true;
    // Entrée pressed twice adds once.
    if (this.#sending) return false;
    this.#sending = true;
    this.refused = null;
    const [id, seen, draft] = [this.#id, this.#seen, $state.snapshot(this.draft) as T];
    const send = () => (id === null ? way.add(draft) : way.change(id, seen, draft));
    const sentence = await desk.act(told(draft.title.trim()), () =>
      send().catch((error: unknown) => this.#note(error)),
    );
    this.#sending = false;
    return sentence === null;
  }

  #note(error: unknown): never {
    const field = error instanceof PlatformError && error.code === 'invalid' ? error.details['field'] : undefined;
    // The journal's names, as the page writes them.
    const named = String(field ?? '').replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
    if (field !== undefined)
      this.refused = { field: named in this.draft ? named : 'title', sentence: failureText(error) };
    throw error;
  }
}
