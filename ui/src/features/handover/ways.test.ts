import { expect, it } from 'vitest';
import type { ClaimPlace, ClaimRequest, HandoverPage } from '../../platform';
import { ClaimForm, placesOf, waysOf } from './claim-form.svelte';

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

const request = (given: Partial<ClaimRequest>): ClaimRequest => ({
  place: 'Versailles',
  declared: null,
  unit: 'Versailles',
  office: 'secretary',
  theme: null,
  person: 'Léo Müller',
  holder: null,
  electedOn: '2026-11-20',
  since: '2026-11-20',
  until: null,
  proof: 'Cahier de la section',
  requestedOn: '2026-11-22',
  minutes: { file: 'received', fileName: 'pv.pdf', kept: true },
  ...given,
});

it('takes what a request says, where the reader has a word', () => {
  const form = new ClaimForm();
  const here = page(place('Versailles', false, false), place('Buc', true, false));
  expect(form.receive(request({ place: null, unit: 'Poissy' }), here, 'me')).toBe('elsewhere');
  expect(form.receive(request({ office: 'first_federal_secretary' }), here, 'me')).toBe('office');
  expect(form.told()).toBeNull();
  expect(form.receive(request({}), here, 'me')).toBeNull();
  expect(form.way).toBe('other');
  const told = { holder: null, holderName: 'Léo Müller', requestedOn: '2026-11-22', minutes: 'received' };
  expect(form.draft([])).toMatchObject(told);
  form.document = 'd1';
  expect(form.draft([])).toMatchObject({ document: 'd1', minutes: null });
  expect(form.receive(request({ place: 'Buc' }), here, 'me')).toBeNull();
  expect(form.way).toBe('record');
  expect(form.receive(request({ holder: 'me' }), here, 'me')).toBeNull();
  expect(form.way).toBe('elected');
});

it('is told at a request only as long as it says what that does', () => {
  const form = new ClaimForm();
  const here = page(place('Versailles', false, false), place('Buc', true, false));
  const asked = () => {
    form.receive(request({}), here, 'me');
    return form;
  };
  expect(asked().draft([]).requestedOn).toBe('2026-11-22');
  asked().name = 'Nour Diallo';
  expect(form.draft([])).toMatchObject({ requestedOn: null, minutes: null });
  asked().unit = 'Buc';
  expect(form.draft([]).requestedOn).toBeNull();
  asked().electedOn = '2026-11-23';
  expect(form.draft([]).requestedOn).toBeNull();
  asked().take('elected', here, 'me');
  expect([form.electedOn, form.proof, form.asked]).toEqual(['', '', null]);
});

it('forgets a request once the reader says something of their own', () => {
  const form = new ClaimForm();
  const here = page(place('Versailles', false, false));
  form.receive(request({}), here, 'me');
  form.take('other', here, 'me');
  form.electedOn = '2026-11-20';
  expect(form.draft([])).toMatchObject({ requestedOn: null, minutes: null });
});
