import { beforeEach, expect, it, vi } from 'vitest';
import { toasts } from '../kit/toasts.svelte';
import { PlatformError, type Frame, type Platform } from '../platform';
import { fakePlatform } from '../platform/fake/fake';
import { Desk } from './desk.svelte';

let platform: Platform;
let desk: Desk;

const mobile = async () => (await platform.person('p3')).fields.mobile;
const change = (value: string) => desk.act('enregistré', () => platform.changePerson('p3', { field: 'mobile', value }));

beforeEach(() => {
  toasts.close();
  platform = fakePlatform();
  // No frame is read by what is tested here.
  desk = new Desk(platform, () => ({}) as Frame);
});

it('does, undoes and does again, in order', async () => {
  const before = await mobile();
  await change('06 11 11 11 11');
  await change('06 22 22 22 22');
  await desk.undo();
  expect(await mobile()).toBe('06 11 11 11 11');
  await desk.undo();
  expect(await mobile()).toBe(before);
  await desk.redo();
  expect(await mobile()).toBe('06 11 11 11 11');
  await desk.redo();
  expect(await mobile()).toBe('06 22 22 22 22');
});

it('forgets what was undone once something else is done', async () => {
  await change('06 11 11 11 11');
  await desk.undo();
  await change('06 33 33 33 33');
  await desk.redo();
  expect(await mobile()).toBe('06 33 33 33 33');
  expect(toasts.current?.text).toMatch(/rien à annuler/u);
});

it('offers the way back in its toast', async () => {
  const before = await mobile();
  await change('06 11 11 11 11');
  expect(toasts.current).toMatchObject({ text: 'enregistré', kind: 'done' });
  toasts.current?.undo?.();
  await vi.waitFor(async () => {
    expect(await mobile()).toBe(before);
  });
});

it('tells a refused value beside its field only', async () => {
  expect(await change('06 1')).toMatch(/Il manque des chiffres/u);
  expect(toasts.current).toBeNull();
});

it('tells any other failure in a toast too', async () => {
  const sentence = await desk.act('enregistré', () =>
    Promise.reject(new PlatformError({ code: 'disk_full', message: 'disk full', details: {} })),
  );
  expect(sentence).toMatch(/disque/u);
  expect(toasts.current).toMatchObject({ kind: 'failed', text: sentence });
});
