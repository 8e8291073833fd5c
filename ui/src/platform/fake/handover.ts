import type {
  ClaimAnswer,
  ClaimDraft,
  ClaimRequest,
  ClaimSheet,
  ClaimWord,
  MandateDraft,
  Office,
  Platform,
  Voice,
} from '..';
import { bureau, recordedSeat } from './bureau';
import { claims, officers, stageOf } from './claims';
import { addDays, at } from './days';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type HandoverCommands = Pick<
  Platform,
  | 'chooseMinutes'
  | 'writeRequest'
  | 'readRequest'
  | 'openMinutes'
  | 'handover'
  | 'claim'
  | 'weighClaim'
  | 'makeClaim'
  | 'answerClaim'
  | 'weighMandate'
  | 'recordMandate'
>;

const LEADERS: Office[] = ['secretary', 'first_federal_secretary', 'federal_deputy'];
const CLOSED: ClaimSheet['claim']['stage'][] = ['granted', 'dismissed', 'withdrawn'];

export function handoverCommands(world: World): HandoverCommands {
  const known = claims(world);
  const own: Voice = { name: world.me.author.name, fromAbove: false, reason: null };
  const find = (id: string): ClaimSheet => {
    const claim = known.get(id);
    if (!claim) throw failure('not_found');
    return claim;
  };
  /** The claim that says already who was elected. */
  const open = (name: string) =>
    [...known.values()].find(({ claim }) => claim.holder.name === name && !CLOSED.includes(claim.stage))?.claim.id ??
    null;
  const told = () => {
    world.emit({ kind: 'changed', subjects: ['office'], ids: [], source: 'here' });
  };
  const forecast = ({ holder }: ClaimDraft) => ({
    replaces: officers(world).slice(0, 1),
    missing: holder === 'me' ? 2 : 1,
    mightAnswer: officers(world).slice(1),
  });
  return {
    chooseMinutes: async () => ({ file: 'minutes', fileName: 'PV de l’élection.pdf', kept: false }),
    writeRequest: async (draft) => {
      if (!draft.person.trim()) throw refuseValue('person', 'required');
      return `demande-${draft.electedOn}.json`;
    },
    readRequest: async () => ({ ...request(world), declared: open('Léo Müller') }),
    openMinutes: async () => undefined,
    handover: async () => {
      const page = bureau(world);
      return { ...page, claims: [...known.values()].map(({ claim }) => ({ ...claim })) };
    },
    claim: async (id) => {
      const claim = find(id);
      return { ...structuredClone(claim), may: world.scenario.reader ? [] : may(claim, own.name) };
    },
    weighClaim: async (draft) => {
      check(draft);
      return forecast(draft);
    },
    makeClaim: async (draft) => {
      check(draft);
      const id = `c${known.size}-${world.tick()}`;
      const { missing, replaces, mightAnswer } = forecast(draft);
      const { office, theme, electedOn, since, until, proof } = draft;
      const document = draft.document ? world.section.document(draft.document) : null;
      known.set(id, {
        claim: {
          id,
          unit: { id: draft.unit, name: world.mandate.unit.name },
          office,
          theme,
          holder: { id: draft.holder ?? `new-${id}`, name: draft.holderName },
          electedOn,
          stage: 'gathering',
          contestableUntil: null,
          missing,
        },
        since,
        until,
        proof,
        document: document && { id: document.id, title: document.title },
        madeBy: own,
        requestedOn: draft.requestedOn,
        supported: draft.holder === 'me' ? [] : [own],
        contested: [],
        mightAnswer,
        rivals: [],
        replaces,
        reason: null,
        may: [],
      });
      told();
      return { act: id, id };
    },
    weighMandate: async (draft) => waits(draft),
    recordMandate: async (draft) => {
      const held = waits(draft);
      if (!held) world.section.recorded.push(recordedSeat(world, draft));
      told();
      return held;
    },
    answerClaim: async (id, answer) => {
      const claim = find(id);
      if (answer.word === 'minutes') {
        if (claim.document) throw failure('invalid');
        const given = world.section.document(answer.document);
        claim.document = { id: given.id, title: given.title };
        told();
        return;
      }
      if (CLOSED.includes(claim.claim.stage)) throw failure('decided');
      take(claim, answer, own, at(addDays(world.today, 3), '09:06'));
      told();
    },
  };
}

/** What the dialog gives: somebody of the section was elected, or of one that the person at work has no word in. */
function request(world: World): ClaimRequest {
  const elsewhere = world.scenario.reader;
  return {
    place: elsewhere ? null : world.mandate.unit.id,
    declared: null,
    unit: elsewhere ? 'Section de Poissy' : world.mandate.unit.name,
    office: 'secretary',
    theme: null,
    person: 'Léo Müller',
    holder: null,
    electedOn: addDays(world.today, -4),
    since: addDays(world.today, -4),
    until: addDays(world.today, 726),
    proof: 'Compte rendu de la réunion de section, cahier 2026, page 12',
    requestedOn: addDays(world.today, -2),
    minutes: {
      file: 'received',
      fileName: 'Compte_rendu_de_la_reunion_de_section_du_18_novembre_signe.pdf',
      kept: true,
    },
  };
}

function check({ holderName, proof, since, until }: ClaimDraft): void {
  if (!holderName.trim()) throw refuseValue('holder_name', 'required');
  if (!proof.trim()) throw refuseValue('proof', 'required');
  if (until !== null && until < since) throw refuseValue('until', 'end_before_start');
}

/** Nobody appoints who leads alone, nor themselves. */
function waits({ office, holder, holderName, since, until }: MandateDraft): boolean {
  if (!holderName.trim()) throw refuseValue('holder_name', 'required');
  if (until !== null && since !== null && until < since) throw refuseValue('until', 'end_before_start');
  return LEADERS.includes(office) || holder === 'me';
}

/** What the person at work may answer, as the core would say. */
function may({ claim, supported, contested, madeBy, document }: ClaimSheet, own: string): ClaimWord[] {
  if (CLOSED.includes(claim.stage)) return claim.stage === 'granted' && document === null ? ['minutes'] : [];
  const said = (voices: Voice[]) => voices.some(({ name }) => name === own);
  const words: [boolean, ClaimWord][] = [
    [!said(supported) && claim.holder.name !== own, 'countersign'],
    [!said(contested), 'contest'],
    [said(contested), 'stop_contesting'],
    [madeBy.name === own || claim.holder.name === own, 'withdraw'],
    [document === null, 'minutes'],
  ];
  return words.filter(([possible]) => possible).map(([, word]) => word);
}

function take(sheet: ClaimSheet, answer: ClaimAnswer, own: Voice, later: string): void {
  const { claim } = sheet;
  switch (answer.word) {
    case 'countersign':
      sheet.supported.push(own);
      sheet.mightAnswer = sheet.mightAnswer.filter(({ name }) => name !== own.name);
      claim.missing = Math.max(0, (claim.missing ?? 0) - 1);
      if (claim.missing === 0) claim.contestableUntil = later;
      break;
    case 'contest':
      if (!answer.reason.trim()) throw refuseValue('reason', 'required');
      sheet.contested.push({ ...own, reason: answer.reason });
      break;
    case 'stop_contesting':
      sheet.contested = sheet.contested.filter(({ name }) => name !== own.name);
      break;
    case 'withdraw':
      claim.stage = 'withdrawn';
      return;
    default:
      throw failure('forbidden');
  }
  claim.stage = stageOf(sheet);
}
