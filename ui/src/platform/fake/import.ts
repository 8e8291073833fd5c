import type { ImportOrder, ImportPlan, ImportTarget, PersonField, Platform } from '..';
import { fold } from './fold';
import { COLUMNS, FILE_NAME, fileLines, type FileLine } from './import-file';
import { communeOf, nameOf, person as newPerson, type Person } from './people';
import { fieldChange } from './roster';
import { failure } from './rules';
import type { Change } from './section';
import type { World } from './world';

type ImportCommands = Pick<Platform, 'chooseImportFile' | 'planImport' | 'applyImport'>;

const WRITTEN: PersonField[] = ['given_name', 'family_name', 'email', 'mobile', 'landline', 'note'];

export function importCommands(world: World): ImportCommands {
  const lines = fileLines(world.section);
  return {
    chooseImportFile: async () => ({
      id: 'file',
      name: FILE_NAME,
      lines: lines.length,
      columns: COLUMNS.map(({ header, target }, index) => ({
        header,
        target,
        samples: lines
          .map(({ cells }) => cells[index] ?? '')
          .filter(Boolean)
          .slice(0, 3),
      })),
    }),
    planImport: async (order) => plan(world, lines, order),
    applyImport: async (order) => {
      const foreseen = plan(world, lines, order);
      if (foreseen.created.length + foreseen.updated.length === 0)
        throw failure('invalid', { field: 'file', rule: 'required' });
      const others = foreseen.duplicates.filter(({ line }) => order.choices[line] === 'other');
      const made = [...foreseen.created, ...others].map(({ line }) =>
        addition(world, line, values(lines, line, order)),
      );
      const edits = foreseen.updated.flatMap(({ line, fields }) => {
        const id = match(world, values(lines, line, order))?.id ?? '';
        return fields.map(({ field, after }) => fieldChange(world, id, { field, value: after }));
      });
      const all: Change[] = [...made, ...edits];
      const saved = world.write({
        kind: 'import_done',
        subject: null,
        count: all.length,
        fields: [],
        apply: () => {
          all.forEach((change) => {
            change.apply();
          });
        },
        revert: () => {
          all.toReversed().forEach((change) => {
            change.revert();
          });
        },
      });
      return {
        ...saved,
        created: made.length,
        updated: foreseen.updated.length,
        held: 0,
        skipped: lines.length - made.length - foreseen.updated.length,
      };
    },
  };
}

type Values = Partial<Record<ImportTarget, string>>;

function values(lines: FileLine[], line: number, { targets }: ImportOrder): Values {
  const cells = lines.find((one) => one.line === line)?.cells ?? [];
  const read: Values = {};
  targets.forEach((target, index) => {
    if (target && cells[index]) read[target] = cells[index];
  });
  if (read.full_name && !read.family_name) {
    const [given = '', ...family] = read.full_name.split(' ');
    return { ...read, given_name: given, family_name: family.join(' ') };
  }
  return read;
}

function match(world: World, read: Values): Person | undefined {
  return read.number ? [...world.section.people.values()].find((one) => one.number === read.number) : undefined;
}

function plan(world: World, lines: FileLine[], order: ImportOrder): ImportPlan {
  const result: ImportPlan = { created: [], updated: [], unchanged: 0, duplicates: [], unreadable: [] };
  for (const { line } of lines) {
    const read = values(lines, line, order);
    const name = `${read.given_name ?? ''} ${read.family_name ?? ''}`.trim();
    if (!read.family_name) {
      result.unreadable.push({ line, header: 'NOM', value: '', reason: 'no_name' });
      continue;
    }
    if (read.email && !read.email.includes('@'))
      result.unreadable.push({ line, header: 'Mél', value: read.email, reason: 'email' });
    const known = match(world, read);
    if (known) {
      const fields = differences(known, read);
      if (fields.length > 0) result.updated.push({ line, name: nameOf(known), fields });
      else result.unchanged += 1;
      continue;
    }
    const close = [...world.section.people.values()].find((one) => fold(nameOf(one)) === fold(name));
    if (close)
      result.duplicates.push({
        line,
        name,
        candidate: { id: close.id, name: nameOf(close), commune: communeOf(close) },
        why: 'close_name',
      });
    else result.created.push({ line, name });
  }
  return result;
}

function differences(known: Person, read: Values) {
  return WRITTEN.flatMap((field) => {
    const after = read[field];
    const readable = field !== 'email' || after?.includes('@');
    return after && readable && fold(after) !== fold(known.fields[field])
      ? [{ field, before: known.fields[field], after }]
      : [];
  });
}

function addition(world: World, line: number, read: Values): Change {
  const { people } = world.section;
  const one = newPerson(`i${line}`, read.given_name ?? '', read.family_name ?? '', 'member', world.today);
  for (const field of WRITTEN) if (read[field]) one.fields[field] = read[field];
  one.number = read.number ?? '';
  one.origin = 'import';
  return {
    kind: 'person_added',
    subject: null,
    fields: [],
    apply: () => people.set(one.id, one),
    revert: () => people.delete(one.id),
  };
}
