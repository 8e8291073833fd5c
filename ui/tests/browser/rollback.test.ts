import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('takes back what somebody did, with the keyboard alone, then puts it back', async () => {
  const page = await at('#/history');
  await tabTo(page, 'Annuler beaucoup à la fois');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Annuler beaucoup à la fois' }).waitFor();
  await tabTo(page, 'Voir ce qui changerait');
  await page.keyboard.press('Enter');
  await page.getByText('Voici ce qui changerait').waitFor();
  await tabTo(page, 'Annuler ces', 120);
  await page.keyboard.press('Enter');
  await page.getByText('remises comme avant').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Historique' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('C’est annulé.').waitFor();
  await page.close();
});

/** The preview of all that somebody did. */
async function preview(scenario = '') {
  const page = await at('#/history/rollback', scenario);
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click();
  await page.getByText('Voici ce qui changerait').waitFor();
  return page;
}

it('leaves as it is what is unticked, and takes the rest back', async () => {
  const page = await preview();
  const boxes = page.getByRole('checkbox');
  const total = Number(/sur (\d+)/u.exec(await page.getByRole('status').filter({ hasText: 'coch' }).innerText())?.[1]);
  expect(total).toBeGreaterThan(12);
  const name = (await boxes.first().evaluate((box) => (box as HTMLInputElement).labels?.[0]?.textContent)) ?? '';
  await boxes.first().focus();
  await page.keyboard.press('Space');
  await page.getByText(`${total - 1} sur ${total} cochées`).waitFor();
  await page.getByRole('button', { name: `Annuler ces ${total - 1} choses` }).click();
  await page.getByText(`${total - 1} choses sont remises comme avant.`).waitFor();
  // What was left is all that is still to be taken back.
  await page.getByRole('button', { name: 'Annuler beaucoup à la fois' }).click();
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click();
  await page.getByRole('button', { name: 'Annuler cette modification' }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(1);
  await page.getByLabel(name, { exact: true }).waitFor();
  await page.close();
});

it('shows every line, however many, and goes on where the new ones begin', async () => {
  const page = await preview();
  const status = page.getByRole('status').filter({ hasText: 'coch' });
  const total = Number(/sur (\d+)/u.exec(await status.innerText())?.[1]);
  const more = page.getByRole('button', { name: /^Afficher la/u });
  while ((await more.count()) > 0) {
    const before = await page.getByRole('checkbox').count();
    await more.first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('checkbox').count()).toBeGreaterThan(before);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox');
  }
  expect(await page.getByRole('checkbox').count()).toBe(total);
  await page.close();
});

it('ticks and unticks what was looked for, and no more', async () => {
  const page = await preview();
  await page.getByRole('button', { name: 'Tout décocher' }).click();
  expect(await page.getByRole('button', { name: 'Rien n’est coché' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: /^Événements/u }).click();
  const found = page.getByRole('button', { name: /^Cocher (cette|ces)/u });
  const events = await page.getByRole('checkbox').count();
  await found.click();
  await page.getByRole('button', { name: /^Événements/u }).click();
  await page.getByText(new RegExp(`^${events} sur`, 'u')).waitFor();
  await page.getByLabel('Rechercher parmi ce qui changerait').fill('zzzz');
  await page.getByText('Aucune ligne ne correspond').waitFor();
  await page.close();
});

it('unticks with a line those that can’t go without it, and says so', async () => {
  const page = await preview('unsettled=1');
  const hint = page.getByText(/^Va avec\s: /u);
  const needed = /^Va avec\s: (.*?)\. /u.exec(await hint.innerText())?.[1] ?? '';
  const id = await hint.getAttribute('id');
  const tied = page.locator(`input[aria-describedby="${id}"]`);
  await page.getByLabel(needed, { exact: true }).uncheck();
  expect(await tied.isChecked()).toBe(false);
  await tied.check();
  expect(await page.getByLabel(needed, { exact: true }).isChecked()).toBe(true);
  await page.close();
});

it('says that there is nothing to take back before anything can be pressed', async () => {
  const page = await at('#/history/rollback');
  await page.getByText('Tout ce qui a suivi un jour').click();
  await page.getByLabel('Revenir au').fill('22/11/2026');
  await page.getByRole('button', { name: 'Voir ce qui changerait' }).click();
  await page.getByText('Il n’y a rien à annuler').first().waitFor();
  expect(await page.getByRole('button', { name: /Annuler (cette|ces)/u }).count()).toBe(0);
  await page.close();
});
