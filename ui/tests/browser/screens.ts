import { HANDOVER } from './handover-screens';
import { screen, type Screen } from './screen';
import {
  askingForOffice,
  pressed,
  invited,
  inView,
  cameBack,
  shown,
  attendance,
  marked,
  entered,
  recording,
  atPart,
  typed,
} from './steps';

/** Every other screen, with the states that have a page or a place of their own. */
const SCREENS: readonly Screen[] = [
  screen('roster', '#/roster'),
  screen('roster-without-dues', '#/roster', 'unseen=1'),
  screen('roster-sheet', '#/roster/p7'),
  screen('roster-payments', '#/roster/p3', '', (page) => atPart(page, 'Cotisations')),
  screen('roster-payment', '#/roster/p3', '', pressed(['Noter un paiement'], 'Moyen')),
  screen('roster-payment-proposed', '#/roster/p7', 'proposes=1&lang=en', pressed(['Note a payment'], 'Means')),
  screen('roster-empty', '#/roster', 'people=0&empty=1'),
  screen('roster-large', '#/roster', 'people=10000'),
  screen('roster-offline', '#/roster', 'offline=1'),
  screen('roster-failing', '#/roster', 'connection=failing'),
  screen('roster-distrusted', '#/roster', 'connection=distrusted'),
  screen('roster-unsettled', '#/roster', 'unsettled=1'),
  screen('roster-alone', '#/roster', 'connection=alone'),
  screen('roster-several', '#/roster', 'several=1'),
  screen('roster-shield', '#/roster', 'shield=1'),
  screen('export-unagreed', '#/roster', 'shield=1', pressed(['Exporter', 'Classeur Excel'], 'Demander l’accord')),
  screen('roster-lists', '#/roster', '', pressed(['Listes'], 'À relancer par téléphone')),
  screen('roster-lists-none', '#/roster', 'empty=1&people=60&lang=en', pressed(['Lists'], 'A saved list keeps')),
  screen('roster-list-open', '#/roster', '', async (page) => {
    await pressed(['Listes'], 'À relancer par téléphone')(page);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Sympathisants/u })
      .click();
    await page.getByRole('button', { name: /^Sans e-mail/u }).click();
    await pressed(['Sympathisants (modifiée)'], 'Mettre à jour')(page);
  }),
  screen('roster-list-save', '#/roster', '', async (page) => {
    await page.getByRole('button', { name: /^En retard/u }).click();
    await pressed(['Listes', 'Enregistrer cette liste'], 'Elle demandera')(page);
  }),
  screen('letter', '#/roster', '', async (page) => {
    await page.getByRole('button', { name: /^En retard/u }).click();
    await pressed(['Écrire'], 'en copie cachée')(page);
    await page.getByLabel('Partir d’un texte').selectOption({ label: 'Modèle\u202f: Rappel de cotisation' });
  }),
  screen('letter-several', '#/roster', 'lang=en', async (page) => {
    await pressed(['Write'], 'as blind copies')(page);
    await page.getByText('have no e-mail address').click();
  }),
  screen('letter-later', '#/roster', '', async (page) => {
    await page.getByRole('button', { name: /^En retard/u }).click();
    await pressed(['Écrire'], 'en copie cachée')(page);
    await page.getByRole('radio', { name: /^Plus tard/u }).check();
    await page.getByText('40 adresses aujourd’hui').waitFor();
  }),
  screen('letter-later-not', '#/roster', 'lang=en', async (page) => {
    await page.getByRole('button', { name: /^No e-mail/u }).click();
    await pressed(['Write'], 'No address')(page);
    await page.getByRole('radio', { name: /^Later/u }).check();
    await page.getByText('can only look for').waitFor();
  }),
  screen('mailings', '#/roster/mailings', '', (page) => shown(page, 'Réunion de rentrée')),
  screen('mailings-waiting', '#/roster/mailings', 'shield=1&lang=en', (page) =>
    shown(page, 'somebody else has agreed'),
  ),
  screen('mailings-none', '#/roster/mailings', 'empty=1', (page) => shown(page, 'Aucun. Pour')),
  screen(
    'mailing-retime',
    '#/roster/mailings',
    '',
    pressed(['Changer l’heure, Assemblée générale'], 'qui en répondrez'),
  ),
  screen(
    'mailing-call-off',
    '#/roster/mailings',
    '',
    pressed(['Annuler l’envoi, Assemblée générale'], 'vos brouillons'),
  ),
  screen('letter-unagreed', '#/roster', 'shield=1', async (page) => {
    await page.getByRole('button', { name: /^Sympathisants/u }).click();
    await pressed(['Écrire', 'Copier les adresses'], 'ne sortent qu’avec')(page);
  }),
  screen('roster-gone', '#/roster/nobody'),
  screen('roster-erase', '#/roster/p7', '', pressed(['Effacer pour toujours'], 'Motif')),
  screen('roster-to-be-erased', '#/roster/p0', 'erasing=1', (page) => shown(page, 'Accepter l’effacement')),
  screen('roster-erased-soon', '#/roster/p1', 'erasing=1&lang=en', (page) => shown(page, 'Give up the erasure')),
  screen('pending-erasure', '#/pending', 'erasing=1', (page) => shown(page, 'effacement définitif')),
  screen('roster-presence', '#/roster/p3', '', (page) => atPart(page, 'Présences')),
  screen('roster-english', '#/roster/p3', 'lang=en'),
  screen('agenda-bare', '#/roster', 'bare=1&empty=1'),
  screen('import', '#/import'),
  screen('agenda', '#/agenda'),
  screen('agenda-sheet', '#/agenda/e7'),
  screen('agenda-cancelled', '#/agenda/m6'),
  screen('agenda-attendance', '#/agenda/e3', '', attendance),
  screen('agenda-attendance-long', '#/agenda/e3', 'lang=en', async (page) => {
    await atPart(page, 'Attendance');
    await page.getByLabel('Name, town, number').fill('roche');
    await page.locator('[role=grid][aria-rowcount="1"]').getByRole('button', { name: 'Present' }).click();
  }),
  screen('agenda-attendance-reader', '#/agenda/e3', 'reader=1', (page) => atPart(page, 'Présences')),
  screen('agenda-attendance-nobody', '#/agenda/e3', 'people=0', (page) => atPart(page, 'Présences')),
  screen('agenda-attendance-unseen', '#/agenda/e3', 'bare=1', (page) => shown(page, 'seulement leur nombre')),
  screen('agenda-delegations', '#/agenda/e7', 'delegating=1', (page) => shown(page, 'Confier le pointage')),
  screen('agenda-delegate', '#/agenda/e7', 'shield=1', pressed(['Confier le pointage'], 'Autour d’une passation')),
  screen('agenda-delegate-english', '#/agenda/e7', 'lang=en', pressed(['Entrust the attendance'], 'They will see')),
  screen('agenda-delegated', '#/agenda/e7', 'shield=1', async (page) => {
    await pressed(['Confier le pointage'], 'Autour d’une passation')(page);
    await page.getByLabel('Prénom et nom de la personne').fill('Awa Ndiaye');
    await page.keyboard.press('Enter');
    await page.getByText('Ou ce code').first().waitFor();
  }),
  screen('agenda-delegation-end', '#/agenda/e7', 'delegating=1', pressed(['Mettre fin, Awa Ndiaye'], 'définitif')),
  screen('agenda-feeds', '#/agenda/feeds', '', (page) => shown(page, 'Téléphones du bureau')),
  screen('agenda-feeds-english', '#/agenda/feeds', 'lang=en&reader=1', (page) => shown(page, 'Tells nothing')),
  screen('agenda-feeds-alone', '#/agenda/feeds', 'connection=alone&empty=1', (page) => shown(page, 'de serveur')),
  screen('agenda-feed-open', '#/agenda/feeds', '', pressed(['Ouvrir un abonnement'], 'sans mot de passe')),
  screen('agenda-feed-made', '#/agenda/feeds', '', async (page) => {
    await pressed(['Ouvrir un abonnement'], 'sans mot de passe')(page);
    await page.getByLabel('À qui ou à quoi il sert').fill('Téléphone de Zoé');
    await pressed(['Ouvrir'], 'ne sera plus montrée')(page);
  }),
  screen('agenda-feed-close', '#/agenda/feeds', '', pressed(['Mettre fin, Téléphones du bureau'], 'plus jamais rien')),
  screen('agenda-empty', '#/agenda', 'empty=1'),
  screen('archives', '#/archives'),
  screen('archives-sheet', '#/archives/d0'),
  screen('archives-empty', '#/archives', 'empty=1'),
  screen('history', '#/history'),
  screen('rollback', '#/history/rollback'),
  screen(
    'rollback-person',
    '#/history/rollback',
    'unsettled=1',
    pressed(['Voir ce qui changerait'], 'Voici ce qui changerait'),
  ),
  screen('rollback-picked', '#/history/rollback', '', async (page) => {
    await pressed(['Voir ce qui changerait'], 'Voici ce qui changerait')(page);
    await page.getByRole('checkbox').nth(1).uncheck();
    await page.getByRole('checkbox').nth(2).uncheck();
  }),
  screen('rollback-day', '#/history/rollback', '', async (page) => {
    await page.getByText('Tout ce qui a suivi un jour').click();
    await page.getByLabel('Revenir au').fill('12/03/2026');
    await pressed(['Voir ce qui changerait'], 'Voici ce qui changerait')(page);
  }),
  screen('history-empty', '#/history', 'empty=1'),
  screen('pending', '#/pending', 'unsettled=1'),
  screen('pending-reminded', '#/pending', 'bare=1&reminded=1&handover=contested'),
  screen('pending-appointed', '#/pending', 'caretaker=1&reminded=1'),
  screen('pending-empty', '#/pending'),
  screen('pending-export', '#/pending', 'unsettled=1&shield=1&several=1'),
  screen('pending-late', '#/pending', 'late=1&several=1'),
  screen('late', '#/pending/late', 'late=1&several=1'),
  screen('late-reader', '#/pending/late', 'late=1&reader=1&lang=en'),
  screen('late-empty', '#/pending/late'),
  screen('late-decline', '#/pending/late', 'late=1', async (page) => {
    await page.getByLabel('Tout cocher').check();
    await pressed(['Écarter 4 modifications'], 'L’historique garde')(page);
  }),
  screen('unit-form', '#/settings', '', pressed(['Corriger'], 'Le nouveau nom se voit partout')),
  screen('unit-apart', '#/settings', 'apart=1', pressed(['Demander une fédération'], 'Quelle fédération')),
  screen('unit-opening', '#/settings', 'federal=1', pressed(['Ouvrir une section'], 'La section commence vide')),
  screen('unit-sections', '#/settings', 'federal=1'),
  screen('pending-split', '#/pending', 'splitting=decided', (page) => shown(page, 'Passeraient')),
  screen('pending-merge', '#/pending', 'merging=taking', (page) => shown(page, 'compte moins de cinq')),
  screen('pending-merge-sure', '#/pending', 'merging=ending', pressed(['Accepter…'], 'cela ne s’annule pas')),
  screen('pending-split-agreed', '#/pending', 'splitting=agreed&arriving=1', (page) => shown(page, 'Voir qui passe')),
  screen('pending-tie', '#/pending', 'apart=1'),
  screen('settings', '#/settings'),
  screen('gate-locked', '', 'session=locked'),
  screen('gate-keyring-locked', '', 'session=keyring_locked'),
  screen('gate-keyring-absent', '', 'session=keyring_absent'),
  screen('gate-keyring-changed', '', 'session=keyring_changed'),
  screen('gate-already-open', '', 'session=already_open'),
  screen('gate-foreign', '', 'session=foreign'),
  screen('gate-damaged', '', 'session=damaged'),
  screen('gate-newer', '', 'session=newer'),
  screen('gate-disk-full', '', 'session=disk_full'),
  screen('gate-key-file', '', 'session=key_file'),
  screen('gate-lease-over', '', 'session=lease_over'),
  screen('gate-clock-behind', '', 'session=clock_behind'),
  screen('gate-suspended', '', 'session=suspended'),
  screen('delegate', '', 'session=delegated&offline=1', marked),
  screen('delegate-long', '', 'session=delegated&people=10000&lang=en'),
  screen('delegate-over', '', 'session=delegated&late=1', (page) => shown(page, 'ne sont plus montrés')),
  screen('delegate-gone', '', 'session=delegated&empty=1', (page) => shown(page, 'plus à l’agenda')),
  screen('delegate-nobody', '', 'session=delegated&people=0', (page) => shown(page, 'à noter')),
  screen('delegate-dues', '', 'session=delegated&accounts=1&delegating=1'),
  screen('delegate-dues-english', '', 'session=delegated&accounts=1&delegating=1&people=10000&lang=en'),
  screen('delegate-dues-entered', '', 'session=delegated&accounts=1&delegating=1', entered),
  screen('delegate-dues-form', '', 'session=delegated&accounts=1', recording),
  screen('delegate-dues-over', '', 'session=delegated&accounts=1&late=1', (page) => shown(page, 'ne sont plus')),
  screen('delegate-dues-nobody', '', 'session=delegated&accounts=1&people=0', (page) => shown(page, 'pas d’adhérent')),
  screen('gate-delegation-over-dues', '', 'session=delegation_over&accounts=1'),
  screen('history-seals', '#/history/seals', '', (page) => shown(page, 'aucune ne manque')),
  screen('history-seals-english', '#/history/seals', 'fresh=1&lang=en', (page) => shown(page, 'on its way')),
  screen('history-seals-broken', '#/history/seals', 'connection=distrusted', (page) => shown(page, 'tombent')),
  screen('dues', '#/dues', 'delegating=1', (page) => shown(page, 'Farid Ould-Amar')),
  screen('dues-english', '#/dues', 'lang=en', (page) => shown(page, 'Entrust the entry')),
  screen('dues-unseen', '#/dues', 'unseen=1', (page) => shown(page, 'ne montre pas')),
  screen('dues-grant', '#/dues', 'shield=1', pressed(['Confier la saisie'], 'Autour d’une passation')),
  screen('dues-granted', '#/dues', '', async (page) => {
    await pressed(['Confier la saisie'], 'Elle ne verra')(page);
    await page.getByLabel('Prénom et nom de la personne').fill('Awa Ndiaye');
    await page.keyboard.press('Enter');
    await page.getByText('pourra noter les cotisations').waitFor();
  }),
  screen('dues-delegation-end', '#/dues', 'delegating=1', pressed(['Mettre fin, Farid Ould-Amar'], 'définitif')),
  screen('gate-delegation-over', '', 'session=delegation_over'),
  screen('gate-delegation-over-english', '', 'session=delegation_over&empty=1&lang=en'),
  screen('pending-delegation', '#/pending', 'delegating=1&shield=1', (page) => shown(page, 'veut confier')),
  screen('gate-revoked', '', 'session=revoked'),
  screen('first-run', '', 'session=first_run'),
  screen('first-run-you', '', 'session=first_run', invited([], 'Qui êtes-vous')),
  screen('first-run-keeps', '', 'session=first_run', invited(['Continuer'], 'Ce que garde cet ordinateur')),
  screen('first-run-ready', '', 'session=first_run', invited(['Continuer', 'Protéger et continuer'], 'C’est prêt')),
  screen('import-forecast', '#/import', '', pressed(['Choisir un fichier'], '6 nouvelles personnes')),
  screen('import-shield', '#/import', 'shield=1', pressed(['Choisir un fichier'], 'tout attendra cet accord')),
  screen('import-result', '#/import', '', pressed(['Choisir un fichier', 'Importer'], '6 personnes ajoutées')),
  screen('gate-forget', '', 'session=keyring_absent', pressed(['Relier cet ordinateur'], 'Effacer et relier')),
  screen('agenda-new', '#/agenda', '', (page) => typed(page, 'Control+n')),
  screen('agenda-cancel', '#/agenda/e7', '', pressed(['Annuler l’événement'], 'Pourquoi')),
  screen('palette', '#/roster', '', (page) => typed(page, 'Control+k')),
  screen('shortcuts', '#/roster', '', pressed(['Raccourcis'], 'Raccourcis du clavier')),
  screen('laptop-waits', '#/settings', 'invited=1'),
  screen('laptop-contest', '#/settings', 'invited=1', pressed(['M’y opposer, Zoé Lefèvre'], 'Laisser faire')),
  screen('codes', '#/settings', 'codes=made', inView('acceptés par')),
  screen('codes-spent', '#/settings', 'codes=used', inView('il en faut de nouveaux')),
  screen('codes-make', '#/settings', 'codes=made', pressed(['Faire trois codes'], 'qui fait les codes les voit')),
  screen('ask-office', '', 'session=first_run', askingForOffice),
  screen('ask-office-wrong', '', 'session=first_run&lang=en', async (page) => {
    await pressed(['I was elected, without an invitation'], 'Ask to take your office')(page);
    await pressed(['Save the request…'], 'To be filled in')(page);
  }),
  screen('ask-office-done', '', 'session=first_run', async (page) => {
    await askingForOffice(page);
    await pressed(['Enregistrer la demande…'], 'Votre demande est prête')(page);
  }),
  screen('come-back', '', 'session=first_run', pressed(['Personne ne peut plus entrer'], 'Revenir avec deux codes')),
  screen('come-back-kept', '', 'session=first_run', cameBack),
  screen('laptop-invite', '#/settings', '', pressed(['Inviter quelqu’un'], 'Pour qui')),
  screen('roster-new', '#/roster', '', (page) => typed(page, 'Control+n')),
  screen('leave', '#/roster', '', async (page) => {
    await typed(page, 'Control+n');
    await page.getByLabel('Prénom').fill('Nour');
    await page.keyboard.press('Escape');
    await page.getByText('Quitter sans enregistrer').first().waitFor();
  }),
];

const ROOMS = /^(roster|export|agenda|archives|import)/u;

/** Every screen once, in parts that are looked at side by side. */
export const SCREENS_OF = {
  rooms: SCREENS.filter(({ name }) => ROOMS.test(name)),
  handover: HANDOVER,
  others: SCREENS.filter(({ name }) => !ROOMS.test(name)),
};
