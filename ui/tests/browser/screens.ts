/** A screen as a test opens it: a scenario of the fake, and an address in it. */
export interface Screen {
  name: string;
  scenario: string;
  hash: string;
}

function screen(name: string, hash: string, scenario = ''): Screen {
  return { name, hash, scenario };
}

/** Every screen, with the states that have a page or a place of their own. */
export const SCREENS: readonly Screen[] = [
  screen('roster', '#/roster'),
  screen('roster-sheet', '#/roster/p7'),
  screen('roster-empty', '#/roster', 'people=0&empty=1'),
  screen('roster-large', '#/roster', 'people=10000'),
  screen('roster-offline', '#/roster', 'offline=1'),
  screen('roster-failing', '#/roster', 'connection=failing'),
  screen('roster-distrusted', '#/roster', 'connection=distrusted'),
  screen('roster-unsettled', '#/roster', 'unsettled=1'),
  screen('roster-gone', '#/roster/nobody'),
  screen('roster-english', '#/roster/p3', 'lang=en'),
  screen('import', '#/import'),
  screen('agenda', '#/agenda'),
  screen('agenda-sheet', '#/agenda/e7'),
  screen('agenda-cancelled', '#/agenda/m6'),
  screen('agenda-empty', '#/agenda', 'empty=1'),
  screen('archives', '#/archives'),
  screen('archives-sheet', '#/archives/d0'),
  screen('archives-empty', '#/archives', 'empty=1'),
  screen('history', '#/history'),
  screen('history-empty', '#/history', 'empty=1'),
  screen('pending', '#/pending', 'unsettled=1'),
  screen('pending-empty', '#/pending'),
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
  screen('gate-revoked', '', 'session=revoked'),
  screen('first-run', '', 'session=first_run'),
];
