import type { Mandate, Place } from '..';
import { appointed } from './caretaker';
import { attended } from './attendance';
import { addDays } from './days';
import { documents } from './documents';
import { events } from './events';
import { past } from './past';
import { people } from './people';
import type { Scenario } from './scenario';
import { Section } from './section';
import { deliverLate } from './late';
import { asking, delegating } from './delegations';
import { erasing } from './erasures';
import { telling } from './feeds';
import { grouping } from './groups';
import { merging } from './merges';
import { arriving, splitting } from './splits';
import { unsettle } from './unsettled';

export function mandate(scenario: Scenario): Mandate {
  const since = addDays(scenario.now.slice(0, 10), scenario.fresh ? -3 : -380);
  const unit = { id: 'versailles', name: 'Section de Versailles', kind: 'section' as const };
  const national = { id: 'national', name: 'Parti', kind: 'national' as const };
  const yvelines = { id: 'yvelines', name: 'Fédération des Yvelines', kind: 'federation' as const };
  if (scenario.federal)
    return { id: 'mandate-federal', office: 'first_federal_secretary', unit: yvelines, since, until: null };
  return scenario.bare
    ? { id: 'mandate-national', office: 'national_administrator', unit: national, since, until: null }
    : { id: 'mandate-section', office: 'secretary', unit, since, until: null };
}

/** Where the window can work. */
export function places({ several }: Scenario, { office, unit }: Mandate): Place[] {
  const section = (id: string, name: string): Place['unit'] => ({ id, name, kind: 'section' });
  const own: Place = { unit, office, closed: false };
  return several
    ? [
        own,
        { unit: section('viroflay', 'Section de Viroflay'), office: 'treasurer', closed: false },
        { unit: section('buc', 'Section de Buc'), office: null, closed: true },
      ]
    : [own];
}

/** A section in full life. */
export function section(scenario: Scenario): Section {
  const today = scenario.now.slice(0, 10);
  const section = new Section();
  for (const one of people(scenario.people, today, 78)) section.people.set(one.id, one);
  if (!scenario.empty) {
    for (const event of events(today)) section.events.set(event.id, event);
    for (const document of documents(today)) section.documents.set(document.id, document);
    attended(section, today);
    past(section, today);
    telling(section, today);
  }
  if (scenario.erasing) erasing(section, today);
  if (scenario.delegating) {
    delegating(section, today);
    if (scenario.shield) asking(section, today);
  }
  if (scenario.splitting) splitting(section, today, scenario.splitting, scenario.federal);
  if (scenario.merging) merging(section, today, scenario.merging, scenario.federal);
  if (scenario.grouping) grouping(section);
  if (scenario.arriving) arriving(section);
  if (scenario.unsettled) unsettle(section, today, scenario.shield, scenario.codes === 'made');
  if (scenario.caretaker) section.appointed.set('s8', appointed(today));
  if (scenario.reminded) {
    const unit = { id: 'versailles', name: 'Section de Versailles' };
    section.reminders.push(
      { id: 'r1', unit, lacking: 'election', since: '2026-06-01', at: '2026-11-20', claim: null },
      { id: 'r2', unit, lacking: 'countersignature', since: '2026-11-18', at: '2026-11-21', claim: 'c1' },
      { id: 'r3', unit, lacking: 'minutes', since: '2026-11-18', at: '2026-11-22', claim: 'c1' },
    );
  }
  if (scenario.apart) section.ties.set('yvelines', { id: 'yvelines', name: 'Fédération des Yvelines', above: true });
  if (scenario.late) deliverLate(section, today, scenario.reader);
  return section;
}
