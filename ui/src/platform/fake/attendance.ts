import type { AttendanceTally, Platform } from '..';
import { dayOf } from './days';
import { nameOf } from './people';
import { select } from './roster';
import { refuseValue } from './rules';
import type { Section } from './section';
import type { World } from './world';

type AttendanceCommands = Pick<Platform, 'attendance' | 'markAttendance'>;

export function attendanceCommands(world: World): AttendanceCommands {
  return {
    attendance: async (id, { text, marked }, range) => {
      const { section, scenario } = world;
      const marks = section.marksAt(section.event(id).id);
      if (scenario.bare) return { rows: [], total: 0, all: 0, names: false };
      const byName = { column: 'name', descending: false } as const;
      const found = select(world, { text, filters: [], sort: byName }).filter((one) => !marked || marks.has(one.id));
      const rows = found.slice(range.offset, range.offset + range.limit).map((one) => ({
        id: one.id,
        givenName: one.fields.given_name,
        familyName: one.fields.family_name,
        mark: marks.get(one.id) ?? null,
      }));
      return { rows, total: found.length, all: section.people.size, names: true };
    },
    markAttendance: async (id, person, mark) => {
      const marks = world.section.marksAt(world.section.event(id).id);
      const before = marks.get(person) ?? null;
      if (before === mark) throw refuseValue('attendance', 'required');
      const put = (value: typeof mark) => (value ? marks.set(person, value) : marks.delete(person));
      return world.write({
        kind: 'attendance_marked',
        subject: world.section.subject('event', id),
        fields: [{ field: 'attendance', whose: nameOf(world.section.person(person)), before, after: mark }],
        apply: () => put(mark),
        revert: () => put(before),
      });
    },
  };
}

/** Who came to what is over: the members in turn, some of them excused, and somebody who left the roster since. */
export function attended(section: Section, today: string): void {
  const people = [...section.people.keys()].slice(0, 60);
  for (const event of section.events.values()) {
    if (dayOf(event.when.start) >= today || event.cancelled || !['bureau', 'meeting'].includes(event.kind)) continue;
    const marks = section.marksAt(event.id);
    people.forEach((person, place) => {
      if (place % 3 !== 2) marks.set(person, place % 7 === 5 ? 'excused' : 'present');
    });
    marks.set('left-since', 'present');
  }
}

export function tally(world: World, event: string): AttendanceTally {
  const marks = [...world.section.marksAt(event)];
  const of = (wanted: 'present' | 'excused') => marks.filter(([, mark]) => mark === wanted).length;
  const gone = marks.filter(([person]) => world.scenario.bare || !world.section.people.has(person)).length;
  return { present: of('present'), excused: of('excused'), gone };
}
