import type { Display, Session, WallTime } from '..';

const SESSIONS: Session['state'][] = [
  'first_run',
  'locked',
  'keyring_locked',
  'keyring_absent',
  'keyring_changed',
  'already_open',
  'foreign',
  'damaged',
  'newer',
  'disk_full',
  'key_file',
  'lease_over',
  'clock_behind',
  'suspended',
  'revoked',
  'delegation_over',
  'delegated',
  'open',
];

const CONNECTIONS = ['failing', 'restoring', 'distrusted', 'alone'] as const;

const CODES = ['made', 'used'] as const;

const MERGERS = ['taking', 'ending', 'vacant', 'done'] as const;
const SPLITS = ['decided', 'agreed', 'refused', 'withdrawn'] as const;

const HANDOVERS = ['claim', 'contestable', 'contested', 'rivals', 'long'] as const;

/** What a test or a developer asks of the fake, by the page's address: `?people=10000&offline=1&theme=dark`. */
export interface Scenario extends Display {
  now: WallTime;
  session: Session['state'];
  people: number;
  offline: boolean;
  /** What the quiet line says of the server, where that is neither of the usual. */
  connection: 'failing' | 'restoring' | 'distrusted' | 'alone' | null;
  /** In a session where nothing shows notifications. */
  silent: boolean;
  /** With a refused change and two overlaps to settle. */
  unsettled: boolean;
  /** With what came after its author's mandate had ended. */
  late: boolean;
  /** With a mandate in another section, and one that became a part of it. */
  several: boolean;
  /** In an office that has no roster. */
  bare: boolean;
  /** With a handover under way. */
  handover: 'claim' | 'contestable' | 'contested' | 'rivals' | 'long' | null;
  /** In office for three days. */
  fresh: boolean;
  /** In an office that only reads who holds office. */
  reader: boolean;
  /** In an office that proposes payments, and a treasurer accepts them. */
  proposes: boolean;
  /** In an office that reads the roster and no dues. */
  unseen: boolean;
  /** With a mandate that is suspended. */
  suspended: boolean;
  /** Somebody is in charge of the unit for a time. */
  caretaker: boolean;
  /** How many units below have a renewal to follow. */
  below: number;
  /** The level above reminded the section of what its renewal lacks. */
  reminded: boolean;
  /** A section that nothing stands above, and that a federation has proposed itself to. */
  apart: boolean;
  /** Whoever uses it leads a federation. */
  federal: boolean;
  /** Around a handover: what goes beyond some people a day waits. */
  shield: boolean;
  /** With invitations of people who have a laptop. */
  invited: boolean;
  /** With a server that sends no mail. */
  mute: boolean;
  /** With sealed codes, or with some that were used. */
  codes: 'made' | 'used' | null;
  /** With people who are to be erased. */
  erasing: boolean;
  /** With people who do one thing, without an office: who comes to an event, or the dues of a year. */
  delegating: boolean;
  /** What is delegated to whoever uses it is the dues of a year. */
  accounts: boolean;
  /** With a section that comes out of another, decided or agreed. */
  splitting: (typeof SPLITS)[number] | null;
  /** With a section that is to become a part of another. */
  merging: (typeof MERGERS)[number] | null;
  /** With working groups. */
  grouping: boolean;
  /** With people whom another section sends. */
  arriving: boolean;
  /** Without agenda, archives nor past. */
  empty: boolean;
}

export const USUAL: Scenario = {
  now: '2026-11-22T09:05',
  session: 'open',
  people: 500,
  offline: false,
  connection: null,
  silent: false,
  unsettled: false,
  late: false,
  several: false,
  bare: false,
  handover: null,
  fresh: false,
  reader: false,
  proposes: false,
  unseen: false,
  suspended: false,
  caretaker: false,
  below: 0,
  reminded: false,
  apart: false,
  federal: false,
  invited: false,
  mute: false,
  codes: null,
  shield: false,
  erasing: false,
  delegating: false,
  accounts: false,
  splitting: null,
  merging: null,
  grouping: false,
  arriving: false,
  empty: false,
  textSize: 16,
  theme: 'system',
  language: 'fr',
};

export function scenarioOf(parameters: URLSearchParams): Scenario {
  const asked = parameters.get('session');
  const size = Number(parameters.get('size'));
  const theme = parameters.get('theme');
  const connection = parameters.get('connection');
  return {
    now: parameters.get('now') ?? USUAL.now,
    session: SESSIONS.find((state) => state === asked) ?? USUAL.session,
    people: Number(parameters.get('people') ?? USUAL.people),
    offline: parameters.has('offline'),
    connection: CONNECTIONS.find((one) => one === connection) ?? null,
    silent: parameters.has('silent'),
    several: parameters.has('several'),
    unsettled: parameters.has('unsettled'),
    late: parameters.has('late'),
    bare: parameters.has('bare'),
    handover: HANDOVERS.find((one) => one === parameters.get('handover')) ?? null,
    fresh: parameters.has('fresh'),
    reader: parameters.has('reader'),
    proposes: parameters.has('proposes'),
    unseen: parameters.has('unseen'),
    suspended: parameters.has('suspended'),
    caretaker: parameters.has('caretaker'),
    apart: parameters.has('apart'),
    federal: parameters.has('federal'),
    below: Number(parameters.get('below') ?? USUAL.below),
    reminded: parameters.has('reminded'),
    shield: parameters.has('shield'),
    invited: parameters.has('invited'),
    mute: parameters.has('mute'),
    codes: CODES.find((one) => one === parameters.get('codes')) ?? null,
    erasing: parameters.has('erasing'),
    delegating: parameters.has('delegating'),
    accounts: parameters.has('accounts'),
    splitting: SPLITS.find((one) => one === parameters.get('splitting')) ?? null,
    merging: MERGERS.find((one) => one === parameters.get('merging')) ?? null,
    grouping: parameters.has('grouping'),
    arriving: parameters.has('arriving'),
    empty: parameters.has('empty'),
    textSize: size === 18 || size === 21 ? size : USUAL.textSize,
    theme: theme === 'light' || theme === 'dark' ? theme : USUAL.theme,
    language: parameters.get('lang') === 'en' ? 'en' : 'fr',
  };
}
