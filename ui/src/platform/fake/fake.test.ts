import { describe, expect, it } from 'vitest';
import type { CoreEvent, RosterQuery } from '..';
import { fakePlatform } from './fake';

const RANGE = { offset: 0, limit: 20 };
const ASK: RosterQuery = { text: '', filters: [], sort: { column: 'name', descending: false } };

it('is the same section each time', async () => {
  const [one, other] = await Promise.all([fakePlatform().roster(ASK, RANGE), fakePlatform().roster(ASK, RANGE)]);
  expect(one).toEqual(other);
  expect(one.all).toBe(500);
});

describe('roster', () => {
  it('finds by any part, without accents, and counts each filter over the whole', async () => {
    const platform = fakePlatform();
    const found = await platform.roster({ ...ASK, text: 'LEFEVRE zoe' }, RANGE);
    expect(found.rows.every(({ familyName }) => familyName === 'Lefèvre')).toBe(true);
    const late = await platform.roster({ ...ASK, filters: ['late'] }, RANGE);
    expect(late.total).toBe(found.counts.late);
  });

  it('sorts as a French speaker expects, particles aside', async () => {
    const { rows } = await fakePlatform().roster(ASK, { offset: 0, limit: 500 });
    const names = rows.map(({ familyName }) => familyName);
    expect(names.indexOf('Évrard')).toBeGreaterThan(names.indexOf('Étienne'));
    expect(names.indexOf('Évrard')).toBeLessThan(names.indexOf('Ferreira'));
    expect(names.indexOf('d’Hervé')).toBeGreaterThan(names.indexOf('Haddad'));
  });

  it('refuses a broken value by its rule', async () => {
    await expect(fakePlatform().changePerson('p1', { field: 'email', value: 'nom(at)free' })).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'email', rule: 'email' },
    });
  });
});

it('tells its listeners which ids changed, and what waits offline', async () => {
  const platform = fakePlatform({ offline: true });
  const heard: CoreEvent[] = [];
  platform.subscribe((event) => heard.push(event));
  await platform.removePerson('p4');
  expect(heard).toMatchObject([
    { kind: 'changed', subjects: ['person'], ids: ['p4'], source: 'here' },
    { kind: 'status', status: { connection: 'offline', waiting: 1 } },
  ]);
});

it('undoes an act once; the undoing can be undone', async () => {
  const platform = fakePlatform();
  const { act } = await platform.removePerson('p4');
  await expect(platform.person('p4')).rejects.toMatchObject({ code: 'not_found' });
  const back = await platform.undo(act);
  expect(await platform.person('p4')).toMatchObject({ id: 'p4' });
  await expect(platform.undo(act)).rejects.toMatchObject({ code: 'not_undoable' });
  await platform.undo(back.act);
  await expect(platform.person('p4')).rejects.toMatchObject({ code: 'not_found' });
});

it('imports what it foresaw, and undoes it whole', async () => {
  const platform = fakePlatform();
  const file = await platform.chooseImportFile();
  const order = { file: 'file', targets: file?.columns.map(({ target }) => target) ?? [], choices: {} };
  const plan = await platform.planImport(order);
  const done = await platform.applyImport(order);
  expect([done.created, done.updated]).toEqual([plan.created.length, plan.updated.length]);
  expect((await platform.roster(ASK, RANGE)).all).toBe(500 + done.created);
  await platform.undo(done.act);
  expect((await platform.roster(ASK, RANGE)).all).toBe(500);
});

it('finds a document by its contents and gives the sentence', async () => {
  const { rows } = await fakePlatform().archives({ text: 'DELAVAUD', year: null, kind: null }, RANGE);
  expect(rows[0]?.found?.find(({ match }) => match)?.text).toBe('Delavaud');
});
