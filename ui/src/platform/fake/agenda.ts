import type { AgendaRow, EventChange, EventDraft, EventSheet, FieldName, Platform } from '..';
import { attendanceCommands, tally } from './attendance';
import { addDays, addMinutes, at, dayOf } from './days';
import type { CalendarEvent } from './events';
import { fold, matches } from './fold';
import { refuseValue } from './rules';
import type { Change } from './section';
import type { World } from './world';

type AgendaCommands = Pick<
  Platform,
  'agenda' | 'event' | 'createEvent' | 'changeEvent' | 'cancelEvent' | 'attendance' | 'markAttendance'
>;

export function agendaCommands(world: World): AgendaCommands {
  return {
    ...attendanceCommands(world),
    agenda: async ({ span, text }, range) => {
      const found = [...world.section.events.values()].filter(
        (event) => !text.trim() || matches(fold(`${event.title} ${event.place} ${event.note}`), text.trim()),
      );
      const coming = found.filter((event) => dayOf(event.when.end) >= world.today).sort(byStart);
      const past = found.filter((event) => dayOf(event.when.end) < world.today).sort((a, b) => byStart(b, a));
      const [here, elsewhere] = span === 'coming' ? [coming, past] : [past, coming];
      return {
        rows: here.slice(range.offset, range.offset + range.limit).map(row),
        total: here.length,
        elsewhere: elsewhere.length,
      };
    },
    event: async (id) => sheet(world, world.section.event(id)),
    createEvent: async (draft) => {
      checkDraft(draft);
      const { events } = world.section;
      const event: CalendarEvent = { ...draft, id: `e${events.size}-${world.tick()}`, cancelled: null };
      const saved = world.write({
        kind: 'event_added',
        subject: { kind: 'event', id: event.id, name: event.title },
        fields: [{ field: 'when', before: null, after: event.when.start }],
        apply: () => events.set(event.id, event),
        revert: () => events.delete(event.id),
      });
      return { ...saved, id: event.id };
    },
    changeEvent: async (id, change) => world.write(eventChange(world, id, change)),
    cancelEvent: async (id, reason) => {
      const event = world.section.event(id);
      return world.write({
        kind: 'event_cancelled',
        subject: world.section.subject('event', id),
        fields: reason ? [{ field: 'note', before: null, after: reason }] : [],
        apply: () => (event.cancelled = { on: world.today, reason }),
        revert: () => (event.cancelled = null),
      });
    },
  };
}

function byStart(a: CalendarEvent, b: CalendarEvent): number {
  return a.when.start.localeCompare(b.when.start);
}

function row({ id, kind, title, when, place, cancelled }: CalendarEvent): AgendaRow {
  return { id, kind, title, when: { ...when }, place, cancelled: cancelled !== null };
}

function checkDraft({ title, when }: Pick<EventDraft, 'title' | 'when'>): void {
  if (!title.trim()) throw refuseValue('title', 'required');
  if (when.end < when.start) throw refuseValue('when', 'end_before_start');
}

function eventChange(world: World, id: string, change: EventChange): Change {
  const event = world.section.event(id);
  const next = { ...event, [change.field]: change.value };
  checkDraft(next);
  const before = event[change.field];
  const text = (value: EventChange['value']) => (typeof value === 'string' ? value || null : value.start);
  const field: FieldName = change.field;
  return {
    kind: change.field === 'when' ? 'event_moved' : 'event_changed',
    subject: world.section.subject('event', id),
    fields: [{ field, before: text(before), after: text(change.value) }],
    apply: () => Object.assign(event, { [change.field]: change.value }),
    revert: () => Object.assign(event, { [change.field]: before }),
  };
}

function sheet(world: World, event: CalendarEvent): EventSheet {
  const { section, settings } = world;
  const day = dayOf(event.when.start);
  const eve = { lead: 1440 as const, at: at(addDays(day, -1), '19:00') };
  const hour = { lead: 60 as const, at: addMinutes(event.when.start, -60) };
  const asked = [
    ...(settings.remindEveningBefore ? [eve] : []),
    ...(settings.remindHourBefore && !event.when.allDay ? [hour] : []),
  ];
  return {
    ...event,
    when: { ...event.when },
    reminders: event.cancelled ? [] : asked.filter((reminder) => reminder.at > at(world.today, '09:05')),
    sameDay: [...section.events.values()]
      .filter((other) => other.id !== event.id && dayOf(other.when.start) === day && !other.cancelled)
      .map(({ id, title, when }) => ({ id, title, start: when.start, allDay: when.allDay })),
    documents: [...section.documents.values()]
      .filter((one) => one.event === event.id)
      .map(({ id, title }) => ({ id, title })),
    attendance: tally(world, event.id),
    history: section.about(event.id),
    writable: !world.scenario.reader,
  };
}
