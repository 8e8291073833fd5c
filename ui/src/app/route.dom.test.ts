import { expect, it } from 'vitest';
import { hrefOf, parseRoute } from './route.svelte';

it.each([
  ['#/agenda', { room: 'agenda', id: null }],
  ['#/roster/p7', { room: 'roster', id: 'p7' }],
  ['#/archives/a%2Fb', { room: 'archives', id: 'a/b' }],
  ['', { room: 'roster', id: null }],
  ['#/nowhere/p7', { room: 'roster', id: null }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

it('writes what it reads', () => {
  expect(parseRoute(hrefOf('archives', 'a/b é'))).toEqual({ room: 'archives', id: 'a/b é' });
});
