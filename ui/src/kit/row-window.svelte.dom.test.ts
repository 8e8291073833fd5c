import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { RowWindow } from './row-window.svelte';

/** A list of 480 pixels with so many rows, and what is asked of it while `look` looks. */
function listOf(total: number, look: (rows: RowWindow) => void): [number, number][] {
  const asked: [number, number][] = [];
  const source = {
    total,
    show: async (first: number, last: number) => {
      asked.push([first, last]);
    },
  };
  const stop = $effect.root(() => {
    const rows = new RowWindow(() => source);
    rows.height = 480;
    flushSync();
    look(rows);
    flushSync();
  });
  stop();
  return asked;
}

it('draws and asks for what is in view, and keeps the row that Tab reaches', () => {
  const asked = listOf(1000, (rows) => {
    rows.active = 3;
    rows.scrollTop = 4800;
    expect([rows.drawn[0], rows.drawn.at(-2), rows.drawn.at(-1)]).toEqual([92, 118, 3]);
  });
  expect(asked).toEqual([
    [0, 18],
    [92, 118],
  ]);
});

it('reaches nothing beyond the last row, and draws nothing of an empty list', () => {
  listOf(5, (rows) => {
    rows.active = 40;
    expect([rows.reached, rows.drawn]).toEqual([4, [0, 1, 2, 3, 4]]);
  });
  listOf(0, (rows) => {
    expect([rows.reached, rows.drawn]).toEqual([0, []]);
  });
});

it('asks for rows that are numbers while it is hidden, where nothing has a size', () => {
  const asked = listOf(1000, (rows) => {
    rows.measured(20);
    for (const size of [0, null, undefined]) rows.measured(size);
    rows.height = 0;
    expect([rows.rem, rows.rowHeight]).toEqual([20, 60]);
  });
  expect(asked.flat().every(Number.isInteger)).toBe(true);
  expect(asked.at(-1)).toEqual([0, 8]);
});

it('leaves keys to the program that are pressed with others, and goes a page less what is kept in sight', () => {
  listOf(1000, (rows) => {
    const after = (key: string, ctrlKey = false) => rows.after(new KeyboardEvent('keydown', { key, ctrlKey }), 2);
    expect([after('PageDown'), after('End'), after('End', true), after('a')]).toEqual([8, 999, null, null]);
  });
});
