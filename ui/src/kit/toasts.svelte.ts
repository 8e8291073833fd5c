/** What a toast says, and how to take back what it tells. */
export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  undo: (() => void) | null;
}

const SHOWN_MS = 10_000;

/** The notices at the foot of the window. The newest replaces the others: one thing is told at a time. */
class Toasts {
  current = $state<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #made = 0;

  done(text: string, undo: (() => void) | null = null): void {
    this.#show({ text, kind: 'done', undo });
  }

  failed(text: string): void {
    this.#show({ text, kind: 'failed', undo: null });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }

  /** While the pointer or the focus is on it, a toast does not leave. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.close();
    }, SHOWN_MS);
  }

  #show(toast: Omit<Toast, 'id'>): void {
    this.#made += 1;
    this.current = { id: this.#made, ...toast };
    this.release();
  }
}

export const toasts = new Toasts();
