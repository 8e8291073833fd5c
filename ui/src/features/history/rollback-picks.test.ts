import { expect, it } from 'vitest';
import type { RollbackItem } from '../../platform';
import { RollbackPicks } from './rollback-picks.svelte';

function item(id: string, ...needs: string[]): RollbackItem {
  return { id, sort: 'person', name: id, effect: 'changed', fields: [], needs };
}

function going(picks: RollbackPicks): string {
  return picks.going.map(({ id }) => id).join('');
}

it('takes everything back until something is left', () => {
  const [a, b, c] = [item('a'), item('b'), item('c')];
  const picks = new RollbackPicks();
  picks.show([a, b, c]);
  expect(going(picks)).toBe('abc');
  picks.tick([b], false);
  expect([going(picks), picks.left, picks.has(b), picks.has(c)]).toEqual(['ac', ['b'], false, true]);
  picks.tick([a, b, c], false);
  expect([going(picks), picks.left]).toEqual(['', ['a', 'b', 'c']]);
  picks.tick([c], true);
  expect(going(picks)).toBe('c');
});

it('leaves what needs a line that is left, however far, and takes what a line needs with it', () => {
  // b has the number that a takes again, and c has the one that b takes.
  const [a, b, c, d] = [item('a', 'b'), item('b', 'c'), item('c'), item('d')];
  const picks = new RollbackPicks();
  picks.show([a, b, c, d]);
  picks.tick([c], false);
  expect(going(picks)).toBe('d');
  picks.tick([b], true);
  expect(going(picks)).toBe('bcd');
  picks.tick([a], true);
  expect(going(picks)).toBe('abcd');
  picks.tick([a], false);
  expect(going(picks)).toBe('bcd');
});

it('gets along with two lines that need each other', () => {
  const [a, b] = [item('a', 'b'), item('b', 'a')];
  const picks = new RollbackPicks();
  picks.show([a, b]);
  picks.tick([a], false);
  expect(going(picks)).toBe('');
  picks.tick([b], true);
  expect(going(picks)).toBe('ab');
});

it('keeps what was left in the next plan, with what needs it there', () => {
  const picks = new RollbackPicks();
  picks.show([item('a'), item('b'), item('c')]);
  picks.tick([item('b'), item('c')], false);
  picks.show([item('a', 'b'), item('b'), item('d')]);
  expect([going(picks), picks.left]).toEqual(['d', ['a', 'b']]);
});
