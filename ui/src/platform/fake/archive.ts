import type { DocumentRow, Fragment, Platform } from '..';
import type { StoredDocument } from './documents';
import { fold } from './fold';
import { failure, refuseValue } from './rules';
import type { World } from './world';

type ArchiveCommands = Pick<
  Platform,
  'archives' | 'document' | 'chooseDocument' | 'addDocument' | 'changeDocument' | 'removeDocument' | 'openDocument'
>;

export function archiveCommands(world: World): ArchiveCommands {
  return {
    archives: async ({ text, year, kind }, range) => {
      const all = [...world.section.documents.values()].sort((a, b) => b.date.localeCompare(a.date));
      const found = all
        .filter((one) => (year === null || yearOf(one) === year) && (kind === null || one.kind === kind))
        .map((one) => row(world, one, text.trim()))
        .filter((line) => line !== null);
      return {
        rows: found.slice(range.offset, range.offset + range.limit),
        total: found.length,
        all: all.length,
        years: years(all),
      };
    },
    document: async (id) => ({
      ...summary(world, world.section.document(id)),
      history: world.section.about(id),
      writable: true,
    }),
    chooseDocument: async () => ({
      file: 'staged',
      fileName: 'PV réunion de bureau 14-11-2026.pdf',
      size: 184_320,
      title: 'PV réunion de bureau',
      kind: 'minutes',
      date: '2026-11-14',
    }),
    addDocument: async ({ title, kind, date }) => {
      if (!title.trim()) throw refuseValue('title', 'required');
      const { documents } = world.section;
      const one: StoredDocument = {
        id: `d${documents.size}-${world.tick()}`,
        title,
        kind,
        date,
        content: '',
        fileName: 'PV réunion de bureau 14-11-2026.pdf',
        size: 184_320,
        addedBy: world.me.author.name,
        addedOn: world.today,
        event: null,
      };
      const saved = world.write({
        kind: 'document_added',
        subject: { kind: 'document', id: one.id, name: title },
        fields: [],
        apply: () => documents.set(one.id, one),
        revert: () => documents.delete(one.id),
      });
      return { ...saved, id: one.id };
    },
    changeDocument: async (id, { field, value }) => {
      const one = world.section.document(id);
      if (!value.trim()) throw refuseValue(field, 'required');
      const before = one[field];
      return world.write({
        kind: 'document_changed',
        subject: world.section.subject('document', id),
        fields: [{ field, before, after: value }],
        apply: () => Object.assign(one, { [field]: value }),
        revert: () => Object.assign(one, { [field]: before }),
      });
    },
    removeDocument: async (id) => {
      const one = world.section.document(id);
      return world.write({
        kind: 'document_removed',
        subject: world.section.subject('document', id),
        fields: [],
        apply: () => world.section.documents.delete(id),
        revert: () => world.section.documents.set(id, one),
      });
    },
    openDocument: async (id) => {
      if (!world.section.documents.has(id)) throw failure('not_found');
    },
  };
}

function yearOf(one: StoredDocument): number {
  return Number(one.date.slice(0, 4));
}

function years(all: StoredDocument[]): { year: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const one of all) counts.set(yearOf(one), (counts.get(yearOf(one)) ?? 0) + 1);
  return [...counts].map(([year, count]) => ({ year, count })).sort((a, b) => b.year - a.year);
}

/** The row, or null when `text` is neither in the title nor in the contents. */
function row(world: World, one: StoredDocument, text: string): DocumentRow | null {
  const inTitle = !text || fold(one.title).includes(fold(text));
  const found = inTitle ? null : sentence(one.content, text);
  if (!inTitle && !found) return null;
  return { ...summary(world, one), found };
}

function summary(world: World, one: StoredDocument): Omit<DocumentRow, 'found'> {
  const { id, title, kind, date, fileName, size, addedBy, addedOn } = one;
  const event = one.event ? world.section.events.get(one.event) : undefined;
  return {
    id,
    title,
    kind,
    date,
    fileName,
    size,
    addedBy,
    addedOn,
    event: event ? { id: event.id, title: event.title } : null,
  };
}

function sentence(content: string, text: string): Fragment[] | null {
  const sought = fold(text);
  const one = content.split(/(?<=[.!?])\s/u).find((part) => fold(part).includes(sought));
  if (!one) return null;
  // Folding keeps the length of these sentences but for ligatures, so the place found is the place to mark.
  const start = fold(one).indexOf(sought);
  const end = start + sought.length;
  return [
    { text: one.slice(0, start), match: false },
    { text: one.slice(start, end), match: true },
    { text: one.slice(end), match: false },
  ].filter((fragment) => fragment.text);
}
