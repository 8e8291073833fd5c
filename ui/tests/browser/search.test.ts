import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, open } from './browser';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

it('finds people again after letters that nobody has', async () => {
  const { page, complaints } = await open(browser, { name: 'roster', scenario: '', hash: '#/roster' });
  const first = page.locator('[role="row"][aria-rowindex="2"]');
  const name = (await first.getByRole('gridcell').first().textContent())?.trim().split(' ')[0] ?? '';
  expect(name).not.toBe('');
  const field = page.getByLabel('Nom, e-mail, téléphone, commune');
  await field.fill('qzqz');
  await page.getByText('Personne ne correspond').waitFor();
  // The list was measured once more: it isn't seen, and has no size.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await field.fill(name);
  await first.filter({ hasText: name }).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});
