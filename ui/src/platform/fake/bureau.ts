import type {
  Ability,
  Caretaker,
  CaretakerDraft,
  HandoverPage,
  MandateDraft,
  Office,
  Seat,
  Suspension,
  Voice,
} from '..';
import { addDays } from './days';
import { LONG_NAME } from './names';
import type { World } from './world';

/** What the table of access gives to the offices of the fake. */
const ABILITIES: Partial<Record<Office, Ability[]>> = {
  secretary: [
    'roster_write',
    'dues_propose',
    'agenda_write',
    'archive_write',
    'office_read',
    'office_attest',
    'office_write',
    'office_invite',
  ],
  deputy: [
    'roster_write',
    'dues_propose',
    'agenda_write',
    'archive_write',
    'office_read',
    'office_attest',
    'office_invite',
  ],
  treasurer: [
    'roster_read',
    'dues_write',
    'agenda_write',
    'archive_write',
    'office_read',
    'office_attest',
    'office_invite',
  ],
  deputy_treasurer: ['roster_read', 'dues_write', 'agenda_write', 'archive_write', 'office_read', 'office_attest'],
  bureau_member: ['roster_read', 'dues_unseen', 'agenda_write', 'archive_read', 'office_read', 'office_attest'],
  national_administrator: [
    'roster_unseen',
    'dues_unseen',
    'agenda_write',
    'archive_write',
    'office_read',
    'office_write',
    'office_invite',
    'below_read',
    'below_attest',
    'below_write',
    'below_invite',
    'below_witness',
    'below_count',
  ],
};

const FEDERATION: Voice = { name: 'Ada Traoré', fromAbove: true, reason: null };
const voice = (name: string): Voice => ({ name, fromAbove: false, reason: null });

function seat(id: string, office: Office, name: string, rest: Partial<Seat> & Pick<Seat, 'since'>): Seat {
  return {
    id,
    office,
    theme: null,
    holder: { id: `h-${id}`, name },
    until: null,
    held: 'now',
    joint: false,
    mine: false,
    attested: [],
    proof: null,
    document: null,
    abilities: ABILITIES[office] ?? [],
    suspension: null,
    may: null,
    ends: false,
    caretaker: null,
    prolongs: null,
    ...rest,
  };
}

/** What suspends a mandate in the fake. */
export function suspension(today: string): Suspension {
  return {
    since: addDays(today, -2),
    until: addDays(today, 28),
    ground: 'Les comptes de la fête n’ont pas été rendus.',
    by: 'Ada Traoré',
  };
}

/** Why somebody is in charge for a time in the fake. */
export function caretaker(): Caretaker {
  return { by: 'Ada Traoré', reason: 'Le bureau est suspendu le temps de vérifier les comptes.' };
}

/** Whether somebody is in charge of a unit below. */
export function isInCharge(unit: string): boolean {
  return Number(unit.replace('unit-', '')) % 16 === 15;
}

/** Somebody whom the holder of the fake puts in charge. */
export function appointedSeat(world: World, id: string, draft: CaretakerDraft, seats: readonly Seat[]): Seat {
  const before = seats.find((one) => one.id === draft.prolongs);
  const name = world.me.author.name;
  return seat(id, draft.office, draft.holderName, {
    since: draft.since ?? world.today,
    until: draft.until,
    held: draft.since === null || draft.since <= world.today ? 'now' : 'later',
    may: 'suspend',
    caretaker: { by: name, reason: draft.reason },
    prolongs: before ? { name: before.holder.name, first: before.prolongs?.first ?? before.since } : null,
  });
}

/** Somebody to whom the holder of the fake gives an office without an election. */
export function recordedSeat(world: World, draft: MandateDraft): Seat {
  const { office, theme, holderName, until, proof } = draft;
  return seat(`recorded-${world.section.recorded.length}`, office, holderName, {
    since: draft.since ?? world.today,
    until,
    theme,
    proof,
    held: draft.since === null || draft.since <= world.today ? 'now' : 'later',
    attested: [{ name: world.me.author.name, fromAbove: false, reason: null }],
  });
}

/** Who holds which office in a unit below. */
export function bureauBelow(world: World, unit: string): Seat[] {
  const since = addDays(world.today, -380);
  const may = world.scenario.reader ? null : 'suspend';
  // Some have no secretary, as the season says.
  const vacant = Number(unit.replace('unit-', '')) % 8 === 4;
  const seats = [
    seat(`${unit}-1`, 'secretary', 'Zoé Lefèvre', { since, may, attested: [FEDERATION] }),
    seat(`${unit}-2`, 'treasurer', 'Karim Haddad', { since, may, attested: [voice('Zoé Lefèvre')] }),
  ];
  if (isInCharge(unit)) {
    const [secretary] = seats;
    if (secretary)
      Object.assign(secretary, { held: 'suspended', may: may && 'lift', suspension: suspension(world.today) });
    const span = { since: addDays(world.today, -30), until: addDays(world.today, 20) };
    const prolongs = { name: 'Karim Haddad', first: addDays(world.today, -200) };
    seats.unshift(
      seat(`${unit}-3`, 'secretary', 'Karim Haddad', {
        ...span,
        may,
        caretaker: caretaker(),
        prolongs,
      }),
    );
  }
  return vacant ? seats.slice(1) : seats;
}

/** Who holds which office in the fake's unit, and who sees what there. */
export function bureau(world: World): Omit<HandoverPage, 'claims'> {
  const { unit, office, since } = world.mandate;
  const mine = seat(world.mandate.id, office, world.me.author.name, { since, mine: true, holder: world.me.author });
  const known = [mine, ...world.section.recorded];
  const seats = (world.scenario.bare ? known : [...known, ...others(world)]).map((one) => ({
    ...one,
    ends: one.held !== 'over' && !world.scenario.reader && !world.scenario.bare,
    until: world.section.ended.get(one.id) ?? one.until,
  }));
  const now = seats.filter(({ held }) => held === 'now');
  const people = (unseen: Ability) =>
    now
      .filter(({ abilities }) => !abilities.includes(unseen))
      .map((one) => ({ name: one.holder.name, office: one.office }));
  const everybody = now.map((one) => ({ name: one.holder.name, office: one.office }));
  return {
    unit,
    seats,
    viewers: [
      { part: 'roster', people: people('roster_unseen'), above: [] },
      { part: 'dues', people: people('dues_unseen'), above: [] },
      { part: 'agenda', people: everybody, above: [] },
      { part: 'archive', people: everybody, above: [] },
      {
        part: 'office',
        people: everybody,
        above: world.scenario.bare
          ? []
          : ['first_federal_secretary', 'federal_deputy', 'federal_treasurer', 'membership_bureau', 'rollout_officer'],
      },
    ],
    places: world.scenario.reader ? [] : places(world, seats),
    followed: world.scenario.below,
  };
}

function places(world: World, seats: Seat[]): HandoverPage['places'] {
  const people = [...new Map(seats.map(({ holder }) => [holder.id, holder])).values()];
  people.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const offices: Office[] =
    world.mandate.unit.kind === 'federation'
      ? ['first_federal_secretary', 'federal_deputy', 'federal_treasurer', 'federal_secretary']
      : ['secretary', 'deputy', 'treasurer', 'deputy_treasurer', 'bureau_member'];
  if (!world.scenario.bare)
    return [
      {
        unit: { id: world.mandate.unit.id, name: world.mandate.unit.name },
        offices,
        fromAbove: false,
        records: ['secretary', 'first_federal_secretary'].includes(world.mandate.office),
        people,
      },
    ];
  return ['Section de Rennes', 'Section de Versailles', 'Section de Viroflay'].map((name) => ({
    unit: { id: name, name },
    offices,
    fromAbove: true,
    records: true,
    people: [],
  }));
}

function others({ today, scenario }: World): Seat[] {
  if (scenario.empty) return [];
  const before = addDays(today, -381);
  const inCharge = seat('s8', 'secretary', 'Bernard Œuvrard', {
    since: addDays(today, -1),
    until: addDays(today, 120),
    caretaker: caretaker(),
  });
  return [
    ...(scenario.caretaker ? [inCharge] : []),
    seat('s2', 'deputy', 'André Côté', {
      since: addDays(today, -380),
      attested: [voice('Zoé Lefèvre')],
      ...(scenario.suspended && { held: 'suspended', suspension: suspension(today) }),
    }),
    seat('s3', 'treasurer', 'Nadia Benali', {
      since: addDays(today, -380),
      until: addDays(today, 350),
      attested: [voice('Zoé Lefèvre'), FEDERATION],
      proof: 'Cahier de la section, page 31',
      document: { id: 'd0', title: 'Compte rendu de la réunion de section' },
    }),
    seat('s4', 'bureau_member', `${LONG_NAME.given} ${LONG_NAME.family}`, {
      since: addDays(today, -200),
      attested: [voice('Zoé Lefèvre'), voice('André Côté')],
    }),
    seat('s5', 'deputy_treasurer', 'Karim Haddad', {
      since: addDays(today, 40),
      held: 'later',
      attested: [voice('Zoé Lefèvre')],
    }),
    seat('s6', 'secretary', 'Bernard Œuvrard', { since: '2021-11-20', until: before, held: 'over' }),
    seat('s7', 'treasurer', 'Hélène N’Guyen', { since: '2019-10-05', until: before, held: 'over' }),
  ];
}
