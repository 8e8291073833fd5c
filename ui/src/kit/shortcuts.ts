/** What the keyboard can ask from anywhere. */
export type Command = 'palette' | 'find' | 'new' | 'undo' | 'redo' | 'edit' | 'back' | 'help';

/** In the order of the sheet of shortcuts. What each key is called is `key-<command>`. */
export const COMMANDS: readonly Command[] = ['palette', 'find', 'new', 'undo', 'redo', 'edit', 'back', 'help'];

// Letters, since AZERTY has digits and brackets elsewhere or behind AltGr.
const CTRL: Record<string, Command> = { k: 'palette', f: 'find', n: 'new', z: 'undo' };

/** The command of a key press, or null. AltGr types characters and never commands. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.altKey || event.getModifierState('AltGraph')) return null;
  const field =
    event.target instanceof Element ? event.target.closest('input, textarea, select, [contenteditable]') : null;
  if (event.ctrlKey || event.metaKey) {
    const command = CTRL[event.key.toLowerCase()] ?? null;
    // Text being typed has its own Ctrl+Z.
    if (command === 'undo' && field && !field.hasAttribute('data-untouched')) return null;
    return command === 'undo' && event.shiftKey ? 'redo' : command;
  }
  if (event.key === 'F2') return 'edit';
  if (event.key === 'Escape') return 'back';
  return event.key === '?' && !field ? 'help' : null;
}

/** Who answers which command; the latest to come answers first, as rooms lie over the frame. */
class Shortcuts {
  readonly #answers: { command: Command; answer: () => void }[] = [];

  /** Answers `command` until the function given back is called. */
  on(command: Command, answer: () => void): () => void {
    const one = { command, answer };
    this.#answers.push(one);
    return () => {
      this.#answers.splice(this.#answers.indexOf(one), 1);
    };
  }

  /** For `window.onkeydown`. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const command = commandOf(event);
    const found = this.#answers.findLast((one) => one.command === command);
    if (!found) return;
    event.preventDefault();
    found.answer();
  }
}

export const shortcuts = new Shortcuts();
