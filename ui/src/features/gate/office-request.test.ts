import { expect, it } from 'vitest';
import { OfficeRequest } from './office-request.svelte';

const TODAY = '2026-11-22';

it('says what is missing, and what can’t be', () => {
  const request = new OfficeRequest();
  const required = { person: 'required', unit: 'required', electedOn: 'required', proof: 'required' };
  expect(request.wrong(TODAY)).toEqual(required);
  request.office = 'federal_secretary';
  expect(request.wrong(TODAY)).toEqual({ ...required, theme: 'required' });
  request.person = request.unit = request.proof = request.theme = 'x';
  request.electedOn = '2026-11-23';
  expect(request.wrong(TODAY)).toEqual({ electedOn: 'not_yet' });
  request.electedOn = TODAY;
  request.until = '2026-11-21';
  expect(request.wrong(TODAY)).toEqual({ until: 'end_before_start' });
  request.until = TODAY;
  expect(request.wrong(TODAY)).toEqual({});
});

it('asks for a theme only where the office has one', () => {
  const request = new OfficeRequest();
  request.theme = 'Formation';
  expect(request.draft(TODAY).theme).toBeNull();
  request.office = 'federal_secretary';
  expect(request.draft(TODAY).theme).toBe('Formation');
});
