import { afterEach, expect, it, vi } from 'vitest';
import { commandOf, shortcuts } from './shortcuts';

function press(init: KeyboardEventInit & { target?: Element } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  (init.target ?? document.body).dispatchEvent(event);
  return event;
}

function field(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
}

afterEach(() => {
  document.body.innerHTML = '';
});

it.each([
  [{ key: 'k', ctrlKey: true }, 'palette'],
  [{ key: 'K', ctrlKey: true }, 'palette'],
  [{ key: 'z', ctrlKey: true }, 'undo'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
  [{ key: 'F2' }, 'edit'],
  [{ key: '?', shiftKey: true }, 'help'],
  [{ key: 'k' }, null],
  [{ key: 'k', ctrlKey: true, altKey: true }, null],
  [{ key: 'n', ctrlKey: true, modifierAltGraph: true }, null],
])('%o asks for %s', (init, command) => {
  expect(commandOf(press(init))).toBe(command);
});

it('leaves letters and Ctrl+Z to a field where text is typed', () => {
  const typed = field('<input>');
  expect(commandOf(press({ key: '?', target: typed }))).toBeNull();
  expect(commandOf(press({ key: 'z', ctrlKey: true, target: typed }))).toBeNull();
  expect(commandOf(press({ key: 'k', ctrlKey: true, target: typed }))).toBe('palette');
});

it('takes Ctrl+Z in a field that was not touched', () => {
  const untouched = field('<input data-untouched="true">');
  expect(commandOf(press({ key: 'z', ctrlKey: true, target: untouched }))).toBe('undo');
});

it('asks whoever came last, and the one before once that one has left', () => {
  const frame = vi.fn();
  const room = vi.fn();
  const offFrame = shortcuts.on('back', frame);
  const offRoom = shortcuts.on('back', room);
  shortcuts.press(press({ key: 'Escape' }));
  offRoom();
  shortcuts.press(press({ key: 'Escape' }));
  offFrame();
  expect([frame.mock.calls.length, room.mock.calls.length]).toEqual([1, 1]);
});
