import { expect, it } from 'vitest';
import { opener } from './at';
import { tabTo } from './tab-to';

const at = opener();

it('invites a laptop, and shuts one out', async () => {
  const page = await at('#/settings');
  await tabTo(page, 'Inviter quelqu’un');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByLabel('Pour qui').selectOption({ label: 'Zoé Lefèvre' });
  await tabTo(page, 'Créer l’invitation');
  await page.keyboard.press('Enter');
  await page.getByText('Remettez ce lien à Zoé Lefèvre').waitFor();
  await page.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, 'Retirer, Portable de Nadia');
  await page.keyboard.press('Enter');
  await page.getByText(/n’aura plus accès à rien/u).waitFor();
  await page.getByRole('button', { name: 'Retirer', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('n’a plus accès dès que ce retrait est partagé').waitFor();
  await page
    .getByRole('button', { name: /^Retirer/u })
    .first()
    .waitFor({ state: 'detached' });
  expect(await page.getByText('retiré', { exact: true }).count()).toBe(2);
  await page.close();
});

it('says no to a laptop in one’s own name, and is told from when an invitation serves', async () => {
  const page = await at('#/settings', 'invited=1');
  await page.getByText('Nadia Benali a fait cette invitation. Elle servira à partir du 25 novembre 2026').waitFor();
  expect(await page.getByRole('button', { name: /^M’y opposer/u }).count()).toBe(1);
  await tabTo(page, 'M’y opposer, Zoé Lefèvre');
  await page.keyboard.press('Enter');
  await page.getByText('il faudra inviter de nouveau').waitFor();
  await page.getByRole('button', { name: 'M’y opposer', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Cette invitation ne servira pas').waitFor();
  await page.getByText('attendu à votre nom').waitFor({ state: 'detached' });
  await tabTo(page, 'Inviter quelqu’un');
  await page.keyboard.press('Enter');
  await page.getByLabel('Pour qui').selectOption({ label: 'Nadia Benali' });
  await tabTo(page, 'Créer l’invitation');
  await page.keyboard.press('Enter');
  await page.getByText('l’invitation servira à partir du 25 novembre 2026').waitFor();
  await page.close();
});

it('makes sealed codes, once asked twice, and says that they wait', async () => {
  const page = await at('#/settings', 'codes=made');
  await page.getByText('par Nadia Benali et acceptés par Zoé Lefèvre').waitFor();
  await tabTo(page, 'Faire trois codes');
  await page.keyboard.press('Enter');
  await page.getByText('qui fait les codes les voit').waitFor();
  await page.getByRole('button', { name: 'Pas maintenant' }).focus();
  await page.keyboard.press('Enter');
  expect(await page.getByText('attendent un accord').count()).toBe(0);
  await tabTo(page, 'Faire trois codes');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Faire les codes', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Ces codes serviront quand quelqu’un d’autre les aura acceptés').first().waitFor();
  await page.getByText('attendent un accord').first().waitFor();
  await page.close();
});

it('says that codes were used, and that new ones are needed', async () => {
  const page = await at('#/settings', 'codes=used');
  await page.getByText('il en faut de nouveaux').waitFor();
  await page.getByText('pour Léa Bonnet').waitFor();
  await page.close();
});

it('lets somebody back in by two codes, from the very first page', async () => {
  const page = await at('', 'session=first_run');
  await tabTo(page, 'Personne ne peut plus entrer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Revenir avec deux codes' }).waitFor();
  await page.getByLabel('Adresse du serveur').fill('https://coopol.example');
  await page.getByLabel('Nom de la personne qui revient').fill('Léa Bonnet');
  await page.getByLabel('Un code', { exact: true }).fill('040G7-SECRET-ONE');
  await page.getByLabel('Un autre code').fill('040G7-SECRET-ONE');
  await page.keyboard.press('Enter');
  await page.getByText('c’est deux fois le même').first().waitFor();
  await page.getByLabel('Un autre code').fill('040G7-SECRET-TWO');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gardez cette invitation' }).waitFor();
  await page.getByText('elle servira à partir du 25 novembre 2026').waitFor();
  await page.getByText(/^coopol:\/\/coopol\.example\/join\/[A-Z0-9]+$/u).waitFor();
  await page.getByText('pendant six semaines').waitFor();
  await page.getByRole('button', { name: 'Je l’ai gardée' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Code ou lien d’invitation').waitFor();
  await page.close();
});
