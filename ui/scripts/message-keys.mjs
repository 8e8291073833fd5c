import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentParser, Visitor } from '@fluent/syntax';

class Variables extends Visitor {
  names = new Set();

  visitVariableReference(node) {
    this.names.add(node.id.name);
  }
}

/**
 * Every message of one language: its key and the names of its variables.
 * Throws on a line that Fluent cannot read, and on a key that is there twice.
 */
export function readMessages(folder) {
  const messages = new Map();
  for (const file of readdirSync(folder).sort()) {
    const resource = new FluentParser().parse(readFileSync(join(folder, file), 'utf8'), {});
    for (const entry of resource.body) {
      if (entry.type === 'Junk') throw new Error(`${file}: cannot read ${entry.content}`);
      if (entry.type !== 'Message' || !entry.value) continue;
      const key = entry.id.name;
      if (messages.has(key)) throw new Error(`${file}: ${key} is there twice`);
      const variables = new Variables();
      variables.visit(entry.value);
      messages.set(key, [...variables.names].sort());
    }
  }
  return messages;
}

/** The TypeScript that gives `t` its keys and arguments. */
export function typesOf(messages) {
  const lines = [...messages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => {
      const type = names.length === 0 ? 'null' : `{ ${names.map((name) => `${name}: string | number`).join('; ')} }`;
      return `  '${key}': ${type};`;
    });
  return [
    '// Written by `npm run keys` from locales/fr; a test fails when it is out of date.',
    'export interface MessageArguments {',
    ...lines,
    '}',
    '',
    'export type MessageKey = keyof MessageArguments;',
    '',
  ].join('\n');
}
