import { hasTheme } from '../../app/mandate-text';
import { t } from '../../l10n/l10n.svelte';
import type {
  ClaimDraft,
  ClaimPlace,
  ClaimRequest,
  Day,
  HandoverPage,
  MandateDraft,
  Named,
  Office,
} from '../../platform';

/** What somebody states: they hand over, they were elected, somebody else was, it was below; or no election was needed. */
export type Way = 'hand_over' | 'elected' | 'other' | 'record' | 'appoint';

export const STEPS = ['way', 'who', 'when', 'proof', 'check'] as const;

/** Somebody whom nothing here names yet. */
export const SOMEBODY = 'somebody';

/** Minutes that aren't in the archives here. */
export const ELSEWHERE = 'elsewhere';

/** An election, or who holds an office without one, as far as it was told; it outlives the room until it is declared. */
export class ClaimForm {
  step = $state(0);
  /** Null until one was taken. */
  way = $state<Way | null>(null);
  unit = $state('');
  office = $state<Office>('secretary');
  /** Of an office that is held for one. */
  theme = $state('');
  /** A holder of mandates here, or `SOMEBODY`. */
  holder = $state('');
  name = $state('');
  electedOn = $state<Day | ''>('');
  since = $state<Day | ''>('');
  until = $state<Day | ''>('');
  /** A document of the archives, or `ELSEWHERE`. */
  document = $state('');
  /** How the minutes are called, or where they are. */
  proof = $state('');
  /** The one that was opened. */
  request = $state.raw<ClaimRequest | null>(null);

  /** That request, as long as this is told at it: of that person, in that unit, of an election that was before. */
  get asked(): ClaimRequest | null {
    const { request, holder, name, unit, electedOn } = this;
    if (!request || unit !== request.place || electedOn > request.requestedOn) return null;
    const same = holder === SOMEBODY ? name.trim() === request.person : holder === request.holder;
    return same ? request : null;
  }

  /** What the end of the desk would lose: more than which way in. */
  told(): string | null {
    const told = [this.name.trim(), this.theme.trim(), this.electedOn, this.since, this.until, this.proof.trim()];
    return told.some((one) => one !== '') ? t('begun-claim') : null;
  }

  drop(): void {
    this.reset();
  }

  /** Forgets what was told, once it is declared. */
  reset(): void {
    this.step = 0;
    this.way = this.request = null;
    this.unit = this.holder = this.name = this.theme = this.document = this.proof = '';
    this.electedOn = this.since = this.until = '';
  }

  /** Takes one way in, with what follows from it. */
  take(way: Way, page: HandoverPage, me: string): void {
    // What a request said is no answer to another question.
    if (this.request) this.reset();
    this.way = way;
    const place = placesOf(way, page)[0];
    this.goTo(place);
    const own = page.seats.find((seat) => seat.mine && seat.held === 'now');
    if (way === 'hand_over' && own) this.office = own.office;
    this.holder = way === 'elected' ? me : '';
    this.name = '';
  }

  /** Takes what a request says, as far as it leads to one of the places of this page; what is in the way. */
  receive(request: ClaimRequest, page: HandoverPage, me: string): 'elsewhere' | 'office' | null {
    const place = page.places.find(({ unit }) => unit.id === request.place);
    if (!place) return 'elsewhere';
    if (!place.offices.includes(request.office)) return 'office';
    this.way = place.fromAbove ? 'record' : request.holder === me ? 'elected' : 'other';
    this.unit = place.unit.id;
    this.office = request.office;
    this.theme = request.theme ?? '';
    this.holder = request.holder ?? SOMEBODY;
    this.name = request.person;
    this.electedOn = request.electedOn;
    this.since = request.since;
    this.until = request.until ?? '';
    this.document = ELSEWHERE;
    this.proof = request.proof;
    this.request = request;
    return null;
  }

  /** It happened in `place`. */
  goTo(place: ClaimPlace | undefined): void {
    this.unit = place?.unit.id ?? '';
    if (place && !place.offices.includes(this.office)) this.office = place.offices[0] ?? 'secretary';
  }

  /** What is declared; `people` are known where it happened. */
  draft(people: readonly Named[]): ClaimDraft {
    const { electedOn } = this;
    const told = this.#told(people);
    const minutes = told.document === null ? (this.asked?.minutes?.file ?? null) : null;
    const requestedOn = this.asked?.requestedOn ?? null;
    return { ...told, electedOn, since: this.since || electedOn, proof: this.proof.trim(), requestedOn, minutes };
  }

  /** Who is to hold an office without an election. */
  mandate(people: readonly Named[]): MandateDraft {
    return { ...this.#told(people), since: this.since || null, proof: this.proof.trim() || null };
  }

  #told(people: readonly Named[]): Omit<MandateDraft, 'since' | 'proof'> {
    const known = people.find(({ id }) => id === this.holder);
    const { unit, office } = this;
    return {
      unit,
      office,
      theme: hasTheme(office) ? this.theme.trim() : null,
      holder: known?.id ?? null,
      holderName: known?.name ?? this.name.trim(),
      until: this.until || null,
      document: this.document === ELSEWHERE ? null : this.document,
    };
  }
}

/** The ways that lead anywhere for whoever reads this page. */
export function waysOf(page: HandoverPage): Way[] {
  const here = page.places.some(({ fromAbove }) => !fromAbove);
  const holds = page.seats.some((seat) => seat.mine && seat.held === 'now');
  const ways: [boolean, Way][] = [
    [here && holds, 'hand_over'],
    [here, 'elected'],
    [here, 'other'],
    [page.places.some(({ fromAbove }) => fromAbove), 'record'],
    [page.places.some(({ records }) => records), 'appoint'],
  ];
  return ways.filter(([open]) => open).map(([, way]) => way);
}

/** Where an election may be declared in this way. */
export function placesOf(way: Way | null, page: HandoverPage): ClaimPlace[] {
  if (way === 'appoint') return page.places.filter(({ records }) => records);
  return page.places.filter(({ fromAbove }) => fromAbove === (way === 'record'));
}
