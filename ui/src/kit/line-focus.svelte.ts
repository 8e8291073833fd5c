/**
 * A line of a list may go with the button that was pressed in it: the focus is then taken up by the line that stands there
 * now, else by what stands after the list. Called while a component is set up.
 */
export class LineFocus {
  /** The line in which the focus was last. */
  #place = -1;
  readonly #list: () => HTMLElement | undefined;

  /** `list` holds the lines (`li`), and what comes after them (`[data-after]`). `changed` reads what the lines are made of. */
  constructor(list: () => HTMLElement | undefined, changed: () => unknown) {
    this.#list = list;
    $effect(() => {
      const all = list();
      const note = ({ target }: FocusEvent) => {
        this.#place = this.#lines().findIndex((line) => target instanceof Node && line.contains(target));
      };
      // What stands below moves up under the pointer: the second of two quick clicks would meet something else.
      const second = (event: MouseEvent) => {
        if (event.detail > 1) event.stopPropagation();
      };
      all?.addEventListener('focusin', note);
      all?.addEventListener('click', second, { capture: true });
      return () => {
        all?.removeEventListener('focusin', note);
        all?.removeEventListener('click', second, { capture: true });
      };
    });
    $effect(() => {
      changed();
      // After whatever lay over the list has given the focus back.
      const frame = requestAnimationFrame(() => {
        this.#regain();
      });
      return () => {
        cancelAnimationFrame(frame);
      };
    });
  }

  #lines(): HTMLElement[] {
    return [...(this.#list()?.querySelectorAll<HTMLElement>('li:not(li li)') ?? [])];
  }

  #regain(): void {
    if (this.#place < 0 || document.activeElement !== document.body) return;
    const lines = this.#lines();
    const next = lines[Math.min(this.#place, lines.length - 1)]?.querySelector<HTMLElement>('button, input');
    (next ?? this.#list()?.querySelector<HTMLElement>('[data-after] button, button[data-after]'))?.focus();
  }
}
