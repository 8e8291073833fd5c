import type { ByServer, MailingCounts, MailingRow, Platform, RosterFilter, RosterQuery } from '..';
import { addDays } from './days';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type MailingCommands = Pick<Platform, 'mailings' | 'scheduleMailing' | 'takeUpMailing' | 'callOffMailing'>;

/** What the server knows to ask of a roster. */
const ASKED: readonly RosterFilter[] = ['up_to_date', 'late', 'regular_contact', 'former_member'];
const ME = 'Zoé Lefèvre';
const NONE: MailingCounts = { addressed: 0, withoutAddress: 0, sent: 0, refused: 0, unknown: 0, gone: 0 };
const STAGES = ['scheduled', 'waits_for_holder', 'waits_for_second', 'waits_for_time', 'sending', 'sent'];

export function byServer({ scenario }: World, { text, filters }: RosterQuery): ByServer {
  if (scenario.mute || scenario.connection === 'alone') return 'no_mail';
  return text.trim() === '' && filters.every((filter) => ASKED.includes(filter)) ? 'possible' : 'not_asked';
}

export function mailingCommands(world: World): MailingCommands {
  const { scenario } = world;
  const all = new Map(scenario.empty || scenario.mute ? [] : lying(world).map((row) => [row.id, row]));
  const open = (id: string) => {
    const row = all.get(id);
    if (!row) throw failure('not_found');
    if (row.stage === 'sending' || row.stage === 'sent') throw failure('begun');
    return row;
  };
  const write = (
    kind: 'mailing_scheduled' | 'mailing_changed' | 'mailing_called_off',
    named: string,
    apply: () => unknown,
    revert: () => unknown,
  ) => {
    if (scenario.reader) throw failure('forbidden');
    return world.write({ kind, subject: null, named, fields: [], apply, revert });
  };
  const toCome = (at: string) => {
    if (at <= scenario.now || at.slice(0, 10) > addDays(world.today, 365)) throw refuseValue('at', 'to_come');
    return at;
  };
  return {
    mailings: async () => ({
      rows: [...all.values()].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.at.localeCompare(b.at)),
      writable: !scenario.reader,
    }),
    scheduleMailing: async (query, subject, body, at) => {
      const can = byServer(world, query);
      if (can === 'no_mail') throw failure('no_mail');
      if (can === 'not_asked') throw failure('invalid', { field: 'question' });
      if (!subject.trim()) throw refuseValue('subject', 'required');
      if (!body.trim()) throw refuseValue('body', 'required');
      const row: MailingRow = {
        ...{ id: `mailing-${world.tick()}`, subject: subject.trim(), body, query, at: toCome(at) },
        ...{ answeredBy: ME, own: true, stage: 'scheduled', counts: NONE },
      };
      const saved = write(
        'mailing_scheduled',
        row.subject,
        () => all.set(row.id, row),
        () => all.delete(row.id),
      );
      return { ...saved, id: row.id };
    },
    takeUpMailing: async (id, at) => {
      const row = open(id);
      const taken: MailingRow = { ...row, at: toCome(at ?? row.at), answeredBy: ME, own: true, stage: 'scheduled' };
      write(
        'mailing_changed',
        row.subject,
        () => all.set(id, taken),
        () => all.set(id, row),
      );
    },
    callOffMailing: async (id) => {
      const row = open(id);
      write(
        'mailing_called_off',
        row.subject,
        () => all.delete(id),
        () => all.set(id, row),
      );
    },
  };
}

const isOver = ({ stage }: MailingRow) => STAGES.indexOf(stage) >= STAGES.indexOf('sending');

/** One of one's own, one of a predecessor, and one that was sent. */
function lying({ today, scenario }: World): MailingRow[] {
  const by = { column: 'name', descending: false } as const;
  const everybody: RosterQuery = { text: '', filters: [], sort: by };
  return [
    {
      ...{ id: 'mailing-1', subject: 'Assemblée générale', query: { text: '', filters: ['up_to_date'], sort: by } },
      body: 'Bonjour,\n\nl’assemblée générale se tient jeudi à 20 h, salle des fêtes.\n\nZoé Lefèvre',
      ...{ at: `${addDays(today, 4)}T18:30`, answeredBy: ME, own: true, counts: NONE },
      stage: scenario.shield ? 'waits_for_second' : 'scheduled',
    },
    {
      ...{ id: 'mailing-2', subject: 'Vœux de la section', query: everybody, at: `${addDays(today, 40)}T09:00` },
      body: 'Chères amies, chers amis,\n\ntous mes vœux pour la nouvelle année.\n\nGérard Petit',
      ...{ answeredBy: 'Gérard Petit', own: false, stage: 'waits_for_holder', counts: NONE },
    },
    {
      ...{ id: 'mailing-3', subject: 'Réunion de rentrée', query: everybody, at: `${addDays(today, -20)}T19:00` },
      body: 'Bonjour,\n\nà jeudi pour la réunion de rentrée.',
      ...{ answeredBy: ME, own: true, stage: 'sent' },
      counts: { addressed: 410, withoutAddress: 63, sent: 402, refused: 5, unknown: 1, gone: 2 },
    },
  ];
}
