/**
 * Text being typed over a saved value that may change underneath.
 * Untouched, it follows the value; refused, it keeps what was typed.
 */
export class Draft {
  #typed = $state<string | null>(null);
  #sending: { text: string; done: Promise<boolean> } | null = null;
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

  /** Something was typed that wasn't taken yet, or was refused. */
  get typed(): boolean {
    return this.#typed !== null;
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
    if (this.changed && !(await this.#send(sent))) return;
    if (this.#typed === sent) this.#typed = null;
  }

  /** The same text is sent once, though Entrée is pressed and the field left while it is on its way. */
  #send(text: string): Promise<boolean> {
    if (this.#sending?.text === text) return this.#sending.done;
    const done = this.#save(text).finally(() => {
      if (this.#sending?.done === done) this.#sending = null;
    });
    this.#sending = { text, done };
    return done;
  }
}
