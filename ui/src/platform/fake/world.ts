import type { Area, CoreEvent, Frame, HistoryEntry, Mandate, Saved, Session, Settings, WallTime } from '..';
import type { Author, Change, Section } from './section';
import { addMinutes } from './days';
import { Memory } from './memory';
import type { Scenario } from './scenario';

/** Everything the fake's commands share: the units, who is at work, the clock, the listeners. */
export class World {
  session: Exclude<Session['state'], 'open'> | 'open';
  offline: boolean;
  waiting = 0;
  settings: Settings;
  /** The unit whose records are shown. */
  unit: string;
  readonly memory: Memory;
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  #now: WallTime;

  constructor(
    readonly scenario: Scenario,
    readonly section: Section,
    readonly mandate: Mandate,
  ) {
    this.session = scenario.session;
    this.offline = scenario.offline;
    this.#now = scenario.now;
    this.memory = new Memory(this.today, scenario.empty);
    this.unit = mandate.unit.id;
    this.settings = {
      textSize: scenario.textSize,
      theme: scenario.theme,
      language: scenario.language,
      startWithSession: true,
      remindEveningBefore: true,
      remindHourBefore: true,
      quietFrom: '22:00',
      quietUntil: '08:00',
      notificationDetail: 'discreet',
      rosterColumns: ['dues', 'phone', 'email', 'commune'],
    };
  }

  get me(): Author {
    return { author: { id: 'me', name: 'Zoé Lefèvre' }, office: this.mandate.office };
  }

  get today(): string {
    return this.#now.slice(0, 10);
  }

  get trust(): HistoryEntry['trust'] {
    return this.offline ? 'saved' : 'received';
  }

  /** A minute later at each call: entries keep their order. */
  tick(): WallTime {
    this.#now = addMinutes(this.#now, 1);
    return this.#now;
  }

  get status(): Frame['status'] {
    const { appointed, arrivals, late, merges, overlaps, proposals, refusals, reminders, splits, ties } = this.section;
    const takeable = [...late.values()].flatMap(({ changes }) => changes).filter(({ bar }) => bar === null).length;
    const connection = this.scenario.connection ?? (this.offline ? 'offline' : 'online');
    return {
      connection,
      waiting: this.waiting,
      refused: refusals.size,
      toVerify:
        [...splits.values()].filter(({ asked, passes }) => asked || passes).length +
        [...merges.values()].filter(({ asked }) => asked).length +
        appointed.size +
        reminders.length +
        ties.size +
        arrivals.size +
        overlaps.size +
        proposals.size +
        takeable,
      notifies: !this.scenario.silent,
      lastContact: connection === 'alone' ? null : this.scenario.now,
    };
  }

  write(change: Change): Saved {
    const entry = this.section.write(this.me, this.tick(), this.trust, change);
    this.#written(change);
    return { act: entry.act };
  }

  undo(act: string): Saved {
    const entry = this.section.undo(act, this.me, this.tick(), this.trust);
    this.#written({ subject: entry.subject });
    return { act: entry.act };
  }

  #written({ subject }: Pick<Change, 'subject'>): void {
    if (this.offline) this.waiting += 1;
    const everything: Area[] = ['person', 'event', 'document', 'office'];
    this.emit({
      kind: 'changed',
      subjects: subject ? [subject.kind] : everything,
      ids: subject ? [subject.id] : [],
      source: 'here',
    });
    this.emit({ kind: 'status', status: this.status });
  }

  enter(session: World['session']): void {
    this.session = session;
    this.emit({ kind: 'session' });
  }

  emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
