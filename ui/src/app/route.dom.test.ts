import { expect, it } from 'vitest';
import { hrefOf, parseRoute, reachable } from './route.svelte';

it.each([
  ['#/agenda', { room: 'agenda', id: null }],
  ['#/roster/p7', { room: 'roster', id: 'p7' }],
  ['#/archives/a%2Fb', { room: 'archives', id: 'a/b' }],
  ['', { room: 'roster', id: null }],
  ['#/nowhere/p7', { room: 'roster', id: null }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

it('leads where the office has no such room to the first that it has', () => {
  const held = ['agenda', 'archives'] as const;
  const led = (hash: string) => reachable(parseRoute(hash), held);
  expect(led('#/roster/p7')).toEqual({ room: 'agenda', id: null });
  expect(led('#/import')).toEqual({ room: 'agenda', id: null });
  expect(led('#/archives/d1')).toEqual({ room: 'archives', id: 'd1' });
  expect(led('#/settings')).toEqual({ room: 'settings', id: null });
  expect(reachable(parseRoute(''), [])).toEqual({ room: 'history', id: null });
});

it('writes what it reads', () => {
  expect(parseRoute(hrefOf('archives', 'a/b é'))).toEqual({ room: 'archives', id: 'a/b é' });
});
