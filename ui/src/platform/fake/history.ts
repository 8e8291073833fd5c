import type { HistoryEntry, HistoryQuery, LateCount, Platform, Seal } from '..';
import { addDays } from './days';
import { fold, matches } from './fold';
import { failure } from './rules';
import type { World } from './world';

type HistoryCommands = Pick<
  Platform,
  | 'history'
  | 'checkSeals'
  | 'undo'
  | 'pending'
  | 'acceptArrival'
  | 'declineArrival'
  | 'acceptProposals'
  | 'declineProposals'
  | 'withdrawProposals'
  | 'settleOverlap'
  | 'acknowledgeRefusal'
  | 'search'
>;

export function historyCommands(world: World): HistoryCommands {
  return {
    history: async (query, range) => {
      const { entries } = world.section;
      const found = entries.filter((entry) => satisfies(entry, query));
      const authors = new Map(entries.map(({ author }) => [author.id, author]));
      return {
        rows: found
          .slice(range.offset, range.offset + range.limit)
          .map((entry, index) => ({ ...entry, unit: unitOf(world, index) })),
        total: found.length,
        authors: [...authors.values()],
        seal: { state: 'verified', alarm: null, until: addDays(world.today, -1), cosigned: cosigned(world) },
      };
    },
    checkSeals: async () => {
      const kept = { roster: 1204, dues: 388, agenda: 96, archive: 41, office: 27 };
      const parts = ['office', 'roster', 'dues', 'agenda', 'archive'] as const;
      const broken = world.scenario.connection === 'distrusted' ? 'agenda' : null;
      return parts.map((part) => ({
        unit: null,
        part,
        entries: kept[part],
        state: part === broken ? 'broken' : world.scenario.fresh && part === 'roster' ? 'checking' : 'verified',
        alarm: part === broken ? 'rewritten' : null,
        cosigned: cosigned(world),
      }));
    },
    undo: async (act) => world.undo(act),
    pending: async () => ({
      appointed: [...world.section.appointed.values()],
      reminders: world.section.reminders,
      ties: [...world.section.ties.values()],
      splits: [...world.section.splits.values()].filter(({ asked, passes }) => asked || passes),
      merges: [...world.section.merges.values()].filter(({ asked }) => asked),
      arrivals: [...world.section.arrivals.values()],
      proposals: [...world.section.proposals.values()].map((one) => placed(one, world)),
      own: [...world.section.own.values()].map((one) => placed(one, world)),
      refused: [...world.section.refusals.values()].map((one) => placed(one, world)),
      overlaps: [...world.section.overlaps.values()].map((one) => placed(one, world)),
      late: lateCount(world),
    }),
    acceptArrival: async (id, known) => {
      const { arrivals } = world.section;
      const arrival = arrivals.get(id);
      if (!arrival) throw failure('not_found');
      return world.write({
        kind: known === null ? 'person_arrived' : 'arrival_matched',
        subject: null,
        fields: [],
        apply: () => arrivals.delete(id),
        revert: () => arrivals.set(id, arrival),
      });
    },
    declineArrival: async (id) => {
      if (!world.section.arrivals.delete(id)) throw failure('not_found');
    },
    acceptProposals: async (changes) => {
      const { proposals } = world.section;
      const group = proposed(world, changes);
      return world.write({
        kind: group.export ? 'export_allowed' : group.codes ? 'codes_agreed' : 'proposals_accepted',
        subject: null,
        fields: [],
        count: group.changes.length,
        apply: () => proposals.delete(group.id),
        revert: () => proposals.set(group.id, group),
      });
    },
    declineProposals: async (changes) => {
      world.section.proposals.delete(proposed(world, changes).id);
    },
    withdrawProposals: async (changes) => {
      const group = [...world.section.own.values()].find((one) => changes.includes(one.id));
      if (!group) throw failure('not_found');
      world.section.own.delete(group.id);
    },
    settleOverlap: async (id, keep) => {
      const { overlaps } = world.section;
      const overlap = overlaps.get(id);
      if (!overlap) throw failure('changed');
      const one = world.section.person(overlap.subject.id);
      const field = overlap.field as 'mobile' | 'address';
      const before = one.fields[field];
      const after = overlap.sides[keep]?.value ?? '';
      return world.write({
        kind: 'person_changed',
        subject: overlap.subject,
        fields: [{ field, before, after }],
        apply: () => {
          one.fields[field] = after;
          overlaps.delete(id);
        },
        revert: () => {
          one.fields[field] = before;
          overlaps.set(id, overlap);
        },
      });
    },
    acknowledgeRefusal: async (id) => {
      if (!world.section.refusals.delete(id)) throw failure('not_found');
      world.emit({ kind: 'status', status: world.status });
    },
    search: async (text) => {
      if (!text.trim()) return [];
      const { people, events, documents } = world.section;
      const subjects = [
        ...[...people.values()].map((one) => ({
          subject: world.section.subject('person', one.id),
          detail: one.fields.address.split('\n').at(-1) ?? '',
          haystack: `${one.fields.given_name} ${one.fields.family_name} ${one.fields.email} ${one.fields.mobile}`,
        })),
        ...[...events.values()].map((one) => ({
          subject: world.section.subject('event', one.id),
          detail: one.when.start.slice(0, 10),
          haystack: `${one.title} ${one.place}`,
        })),
        ...[...documents.values()].map((one) => ({
          subject: world.section.subject('document', one.id),
          detail: one.date,
          haystack: one.title,
        })),
      ];
      const found = subjects.filter(({ haystack }) => matches(fold(haystack), text.trim()));
      return found.slice(0, 12).map(({ subject, detail }) => ({ subject, detail }));
    },
  };
}

/** Among several units, the second line is another's, and the third is of records that aren't read here any more. */
function unitOf({ scenario, unit }: World, index: number): string | null {
  if (!scenario.several || index === 0 || index > 2) return unit;
  return index === 1 ? 'buc' : null;
}

function lateCount({ section }: World): LateCount | null {
  const senders = [...section.late.values()];
  if (senders.length === 0) return null;
  const changes = senders.flatMap((sender) => sender.changes);
  const takeable = changes.filter(({ bar }) => bar === null).length;
  return { changes: changes.length, takeable, authors: senders.map(({ author }) => author.name).sort() };
}

/** Where there is one unit, everything is its own. */
function placed<T extends { unit: string | null }>(one: T, { scenario, unit }: World): T {
  return scenario.several ? one : { ...one, unit };
}

function cosigned({ scenario, today }: World): Seal['cosigned'] {
  return scenario.empty ? [] : [{ level: 'federation', on: addDays(today, -2) }];
}

function satisfies(entry: HistoryEntry, query: HistoryQuery): boolean {
  const day = entry.at.slice(0, 10);
  const haystack = fold(
    `${entry.author.name} ${entry.subject?.name ?? ''} ${entry.fields.map(({ after }) => after).join(' ')}`,
  );
  return (
    (query.kind === null || entry.subject?.kind === query.kind) &&
    (query.author === null || entry.author.id === query.author) &&
    (query.from === null || day >= query.from) &&
    (query.until === null || day <= query.until) &&
    (!query.text.trim() || matches(haystack, query.text.trim()))
  );
}

function proposed({ section }: World, changes: string[]) {
  const group = [...section.proposals.values()].find((one) => one.changes.every((change) => changes.includes(change)));
  if (!group) throw failure('not_found');
  return group;
}
