import type { ClaimSheet, Officer, Voice } from '..';
import { bureau } from './bureau';
import { addDays, at } from './days';
import { LONG_NAME } from './names';
import type { World } from './world';

const voice = (name: string, reason: string | null = null): Voice => ({ name, fromAbove: false, reason });

export function officers(world: World): Officer[] {
  const now = bureau(world).seats.filter(({ held }) => held === 'now');
  return now.map(({ holder, office }) => ({ name: holder.name, office }));
}

export function stageOf({ claim, contested, rivals }: ClaimSheet): ClaimSheet['claim']['stage'] {
  if (contested.length > 0) return 'contested';
  if (rivals.length > 0) return 'rivalled';
  return claim.missing === 0 ? 'contestable' : 'gathering';
}

/** The claims of a scenario, by id. */
export function claims(world: World): Map<string, ClaimSheet> {
  const { today } = world;
  const made = (id: string, name: string, rest: Partial<ClaimSheet>): ClaimSheet => ({
    claim: {
      id,
      unit: { id: 'versailles', name: 'Section de Versailles' },
      office: 'secretary',
      theme: null,
      holder: { id: `holder-${id}`, name },
      electedOn: addDays(today, -4),
      stage: 'gathering',
      contestableUntil: null,
      missing: 1,
    },
    since: addDays(today, -4),
    until: null,
    proof: 'Compte rendu de la réunion de section',
    document: { id: 'd0', title: 'Compte rendu de la réunion de section' },
    madeBy: voice('Nadia Benali'),
    requestedOn: null,
    supported: [voice('Nadia Benali')],
    contested: [],
    mightAnswer: [],
    rivals: [],
    replaces: officers(world).slice(0, 1),
    reason: null,
    may: [],
    ...rest,
  });
  const settled = (sheet: ClaimSheet): ClaimSheet => {
    sheet.mightAnswer = officers(world).filter((one) => sheet.supported.every(({ name }) => name !== one.name));
    if (sheet.supported.length > 1) {
      sheet.claim.missing = 0;
      sheet.claim.contestableUntil = at(addDays(today, 2), '18:30');
    }
    sheet.claim.stage = stageOf(sheet);
    return sheet;
  };
  const both = { supported: [voice('Nadia Benali'), voice('André Côté')] };
  const minutes = `Cahier des comptes rendus de la section, année ${today.slice(0, 4)}, page 112 : le registre est chez le secrétaire sortant, et une copie à la Maison des associations.`;
  const long = `${LONG_NAME.given} ${LONG_NAME.family}`;
  const scenes: Record<NonNullable<World['scenario']['handover']>, ClaimSheet[]> = {
    claim: [settled(made('c1', 'Léo Müller', {}))],
    contestable: [settled(made('c1', 'Léo Müller', both))],
    contested: [
      settled(
        made('c1', 'Léo Müller', { ...both, contested: [voice('André Côté', 'Le quorum n’était pas atteint.')] }),
      ),
    ],
    rivals: [
      settled(made('c1', 'Léo Müller', { rivals: [{ id: 'c2', name: 'Nour Diallo' }] })),
      settled(
        made('c2', 'Nour Diallo', {
          madeBy: voice('Zoé Lefèvre'),
          supported: [voice('Zoé Lefèvre')],
          rivals: [{ id: 'c1', name: 'Léo Müller' }],
        }),
      ),
    ],
    long: [settled(made('c1', long, { ...both, proof: minutes, document: null, contested: [voice(long, minutes)] }))],
  };
  const sheets = world.scenario.handover ? scenes[world.scenario.handover] : [];
  if (!world.scenario.empty && !world.scenario.bare) {
    const over = made('c0', 'Zoé Lefèvre', {
      supported: [voice('Nadia Benali'), voice('Bernard Œuvrard')],
      replaces: [{ name: 'Bernard Œuvrard', office: 'secretary' }],
      since: addDays(today, -380),
    });
    over.claim = { ...over.claim, electedOn: addDays(today, -384), stage: 'granted', missing: 0 };
    sheets.push(over);
  }
  return new Map(sheets.map((sheet) => [sheet.claim.id, sheet]));
}
