/**
 * Text being typed over a saved value that may change underneath.
 * Untouched, it follows the value; refused, it keeps what was typed.
 */
export class Draft {
  #typed = $state<string | null>(null);
  readonly #saved: () => string;
  readonly #save: (text: string) => Promise<boolean>;

  /** `save` tells whether it was saved, once `saved` gives the new value. */
  constructor(saved: () => string, save: (text: string) => Promise<boolean>) {
    this.#saved = saved;
    this.#save = save;
  }

  get text(): string {
    return this.#typed ?? this.#saved();
  }

  get changed(): boolean {
    return this.#typed !== null && this.#typed !== this.#saved();
  }

  type(text: string): void {
    this.#typed = text;
  }

  /** Gives the saved value back. */
  drop(): void {
    this.#typed = null;
  }

  /** Saves what differs. What is typed while it is being saved stays. */
  async save(): Promise<void> {
    const sent = this.#typed;
    if (sent === null) return;
    if (this.changed && !(await this.#save(sent))) return;
    if (this.#typed === sent) this.#typed = null;
  }
}
