import type { Id, LateChange, LateField, LateSender, Platform } from '..';
import { addDays, at } from './days';
import type { Person } from './people';
import { failure } from './rules';
import type { Section } from './section';
import type { World } from './world';

type LateCommands = Pick<Platform, 'lateWork' | 'acceptLate' | 'declineLate'>;

export function lateCommands(world: World): LateCommands {
  const { late } = world.section;
  const answer = (changes: Id[]) => {
    for (const [id, sender] of late) {
      const left = sender.changes.filter((change) => !changes.includes(change.id));
      if (left.length > 0) late.set(id, { ...sender, changes: left });
      else late.delete(id);
    }
  };
  return {
    lateWork: async () => ({
      senders: [...late.values()].map((one) => (world.scenario.several ? one : { ...one, unit: world.unit })),
    }),
    acceptLate: async (asked) => {
      const all = [...late.values()].flatMap(({ changes }) => changes);
      const changes = all.filter((one) => asked.includes(one.id));
      if (changes.length < asked.length || changes.some(({ bar }) => bar !== null)) throw failure('answered');
      changes.push(...all.filter(({ id }) => !asked.includes(id) && changes.some(({ needs }) => needs.includes(id))));
      const before = changes.map((one) => write(world.section, one, 'before'));
      return world.write({
        kind: 'proposals_accepted',
        subject: null,
        fields: [],
        count: changes.length,
        apply: () => {
          for (const one of changes) write(world.section, one, 'after');
          answer(changes.map(({ id }) => id));
        },
        // What was answered waits no more, though it be undone.
        revert: () => {
          for (const undo of before) undo();
        },
      });
    },
    declineLate: async (changes) => {
      const waiting = [...late.values()].flatMap((sender) => sender.changes.map(({ id }) => id));
      if (changes.some((change) => !waiting.includes(change))) throw failure('answered');
      answer(changes);
      world.emit({ kind: 'status', status: world.status });
    },
  };
}

/** Writes what a change says, where a sheet of somebody known shows it; answers the way back. */
function write({ people }: Section, { named, fields }: LateChange, side: 'before' | 'after'): () => void {
  const one = [...people.values()].find(({ fields: known }) => `${known.given_name} ${known.family_name}` === named);
  const told = fields.filter(({ field }) => field === 'mobile' || field === 'address');
  const stood = one ? { ...one.fields } : null;
  if (one && side === 'after') {
    for (const { field, after } of told) one.fields[field as 'mobile' | 'address'] = after ?? '';
  }
  return () => {
    if (one && stood) one.fields = stood;
  };
}

/** What a deputy's laptop delivered after the end of the mandate, and something of a treasurer. */
export function deliverLate(section: Section, today: string, barred: boolean): void {
  const [first, second, third] = [...section.people.values()].filter((one) => one.fields.mobile && one.fields.address);
  if (!first || !second || !third) return;
  const ended = at(addDays(today, -1), '00:00');
  const change = (id: string, person: Person | null, more: Partial<LateChange>): LateChange => ({
    id,
    said: at(addDays(today, -3), '21:14'),
    arrived: at(today, '08:40'),
    afterTheEnd: false,
    kind: 'person_changed',
    about: 'person',
    named: person ? section.subject('person', person.id).name : 'Nour Diallo',
    count: 1,
    fields: [],
    needs: [],
    bar: barred ? 'not_granted' : null,
    ...more,
  });
  const field = (name: LateField['field'], before: string | null, after: string | null, now = before): LateField => ({
    field: name,
    before,
    after,
    now,
  });
  const changes = [
    change('l1', first, { fields: [field('mobile', first.fields.mobile, '07 44 10 22 98')] }),
    change('l2', second, {
      fields: [
        field(
          'address',
          '3 rue du Maréchal-Foch\n78000 Versailles',
          '14 rue Royale\n78000 Versailles',
          second.fields.address,
        ),
      ],
    }),
    change('l3', null, {
      kind: 'person_added',
      fields: [field('given_name', null, 'Nour'), field('family_name', null, 'Diallo')],
    }),
    change('l4', null, { fields: [field('mobile', null, '06 22 18 90 41')], needs: ['l3'] }),
    change('l5', third, { fields: [field('note', null, 'A déménagé')], ...(!barred && { bar: 'removed' as const }) }),
    change('l6', null, {
      said: at(addDays(today, -1), '07:52'),
      afterTheEnd: true,
      kind: 'people_exported',
      about: null,
      named: null,
      count: 214,
      ...(!barred && { bar: 'fixed' as const }),
    }),
  ];
  const sender = (id: string, more: Partial<LateSender>): LateSender => ({
    id,
    author: { id: 'karim', name: 'Karim Haddad' },
    office: 'deputy',
    ended,
    suspended: null,
    laptop: 'PC de la permanence',
    unit: 'versailles',
    moreUntil: addDays(today, 29),
    changes,
    ...more,
  });
  section.late.set('l1', sender('l1', {}));
  section.late.set(
    'l7',
    sender('l7', {
      author: { id: 'anne', name: 'Anne Martin' },
      office: 'treasurer',
      ended: at(addDays(today, -40), '00:00'),
      suspended: null,
      laptop: null,
      unit: 'buc',
      moreUntil: null,
      changes: [
        change('l7', first, {
          kind: 'dues_changed',
          fields: [field('year', null, '2026'), field('amount', null, '3650')],
          bar: 'not_granted',
        }),
      ],
    }),
  );
}
