import { expect, it } from 'vitest';
import type { ClaimPlace, HandoverPage } from '../../platform';
import { placesOf, waysOf } from './claim-form.svelte';

const place = (name: string, fromAbove: boolean, records: boolean): ClaimPlace => ({
  unit: { id: name, name },
  offices: ['secretary'],
  fromAbove,
  records,
  people: [],
});
const page = (...places: ClaimPlace[]): HandoverPage => ({
  unit: { id: 'versailles', name: 'Section de Versailles', kind: 'section' },
  seats: [],
  claims: [],
  viewers: [],
  places,
  followed: 0,
});

it('offers an office to give only where a mandate may be recorded', () => {
  expect(waysOf(page(place('Versailles', false, false)))).toEqual(['elected', 'other']);
  expect(waysOf(page(place('Versailles', false, true)))).toEqual(['elected', 'other', 'appoint']);
});

it('gives an office in each of those units, from above or not', () => {
  const places = [place('Yvelines', false, true), place('Versailles', true, true), place('Buc', true, false)];
  expect(placesOf('appoint', page(...places)).map(({ unit }) => unit.name)).toEqual(['Yvelines', 'Versailles']);
  expect(placesOf('record', page(...places)).map(({ unit }) => unit.name)).toEqual(['Versailles', 'Buc']);
});
