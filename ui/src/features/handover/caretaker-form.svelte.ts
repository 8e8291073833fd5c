import { addDays } from '../../l10n/dates';
import type { BureauPage, CaretakerDraft, Day, Frame, Id, Named, Office, Seat } from '../../platform';
import { SOMEBODY } from './claim-form.svelte';

/** How many days ahead it may be decided. */
const AHEAD = 30;

/** No mandate is prolonged. */
export const NONE = 'none';

/** An appointment as far as it was told. */
export class CaretakerForm {
  office = $state<Office>('secretary');
  /** Who holds or held a mandate there, or `SOMEBODY`. */
  holder = $state(SOMEBODY);
  name = $state('');
  since = $state<Day | ''>('');
  until = $state<Day | ''>('');
  reason = $state('');
  /** A mandate, or `NONE`. */
  prolongs = $state(NONE);
  sinceReadable = $state(true);
  untilReadable = $state(true);
  people = $state.raw<Named[]>([]);

  /** Forgets what was told. Whom it prolongs goes on by default, from the day after. */
  begin({ seats, appoints }: BureauPage, of: Seat | null, { today, person }: Frame): void {
    this.people = known(seats).filter(({ id }) => id !== person.id);
    this.office = of?.office ?? appoints[0] ?? 'secretary';
    this.holder = of && this.people.some(({ id }) => id === of.holder.id) ? of.holder.id : SOMEBODY;
    this.name = this.reason = this.until = '';
    const follows = of?.until ? addDays(of.until, 1) : '';
    this.since = follows > today && follows <= addDays(today, AHEAD) ? follows : '';
    this.prolongs = of?.id ?? NONE;
    this.sinceReadable = this.untilReadable = true;
  }

  get isBegun(): boolean {
    return [this.name, this.reason, this.until].some((one) => one.trim() !== '');
  }

  get readable(): boolean {
    return this.sinceReadable && this.untilReadable;
  }

  get holderName(): string {
    return this.people.find(({ id }) => id === this.holder)?.name ?? this.name.trim();
  }

  draft(unit: Id, until: Day): CaretakerDraft {
    const { office, holderName, since, reason, prolongs } = this;
    return {
      unit,
      office,
      holder: this.holder === SOMEBODY ? null : this.holder,
      holderName,
      since: since || null,
      until,
      reason,
      prolongs: prolongs === NONE ? null : prolongs,
    };
  }
}

/** Who may be put in charge: nobody who is suspended there. */
function known(seats: readonly Seat[]): Named[] {
  const suspended = new Set(seats.filter(({ held }) => held === 'suspended').map(({ holder }) => holder.id));
  const people = new Map(seats.map(({ holder }) => [holder.id, holder]));
  return [...people.values()].filter(({ id }) => !suspended.has(id));
}

/** Those of this office that an appointment may prolong. */
export function prolongable(seats: readonly Seat[], office: Office): Seat[] {
  return seats.filter((seat) => seat.caretaker !== null && seat.office === office && seat.until !== null);
}
