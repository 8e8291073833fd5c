import type { Mandate } from '..';
import { addDays } from './days';
import { documents } from './documents';
import { events } from './events';
import { past } from './past';
import { people } from './people';
import type { Scenario } from './scenario';
import { Section } from './section';
import { unsettle } from './unsettled';

export function mandates(today: string): [Mandate, Mandate] {
  return [
    {
      id: 'mandate-section',
      office: 'secretary',
      unit: { id: 'versailles', name: 'Section de Versailles', kind: 'section' },
      since: addDays(today, -380),
      until: null,
    },
    {
      id: 'mandate-federation',
      office: 'rollout_officer',
      unit: { id: 'yvelines', name: 'Fédération des Yvelines', kind: 'federation' },
      since: addDays(today, -120),
      until: addDays(today, 240),
    },
  ];
}

/** A section in full life and a federation where everything is still to do. */
export function units(scenario: Scenario): Map<string, Section> {
  const today = scenario.now.slice(0, 10);
  const section = new Section();
  for (const one of people(scenario.people, today, 78)) section.people.set(one.id, one);
  if (!scenario.empty) {
    for (const event of events(today)) section.events.set(event.id, event);
    for (const document of documents(today)) section.documents.set(document.id, document);
    past(section, today);
  }
  if (scenario.unsettled) unsettle(section, today);
  return new Map([
    ['versailles', section],
    ['yvelines', new Section()],
  ]);
}
