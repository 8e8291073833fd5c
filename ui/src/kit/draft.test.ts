import { expect, it } from 'vitest';
import { Draft } from './draft.svelte';

function draftOver(first: string, answer: (text: string) => Promise<boolean>) {
  const kept = { value: first };
  const draft = new Draft(
    () => kept.value,
    async (text) => {
      const saved = await answer(text);
      if (saved) kept.value = text;
      return saved;
    },
  );
  return { draft, kept };
}

it('keeps what is typed while an earlier text is being saved', async () => {
  let answer: (saved: boolean) => void = () => undefined;
  const { draft } = draftOver('a', () => new Promise((resolve) => (answer = resolve)));
  draft.type('ab');
  const saving = draft.save();
  draft.type('abc');
  answer(true);
  await saving;
  expect([draft.text, draft.changed]).toEqual(['abc', true]);
});

it('shows another value that arrives after it was saved', async () => {
  const { draft, kept } = draftOver('a', async () => true);
  draft.type('b');
  await draft.save();
  kept.value = 'a';
  expect(draft.text).toBe('a');
});

it('saves nothing when nothing changed', async () => {
  const asked: string[] = [];
  const { draft } = draftOver('a', async (text) => asked.push(text) > 0);
  draft.type('a');
  await draft.save();
  expect(asked).toEqual([]);
});

it('sends a text once, though it is saved again while on its way', async () => {
  const asked: string[] = [];
  const { draft } = draftOver('a', async (text) => asked.push(text) > 0);
  draft.type('b');
  await Promise.all([draft.save(), draft.save()]);
  expect([asked, draft.typed]).toEqual([['b'], false]);
});
