import { expect, it } from 'vitest';
import { RowSource } from './row-source.svelte';

function numbers(total: number) {
  const asked: number[] = [];
  const source = new RowSource<number>(async ({ offset, limit }) => {
    asked.push(offset);
    const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => offset + index);
    return { rows, total };
  });
  return { asked, source, shrink: (to: number) => (total = to) };
}

it('reads only the pages in view, each once', async () => {
  const { source, asked } = numbers(10_000);
  await source.show(0, 20);
  await source.show(10, 40);
  await source.show(190, 210);
  expect(asked).toEqual([0, 100, 200]);
  expect([source.total, source.at(205), source.at(500)]).toEqual([10_000, 205, undefined]);
});

it('reads what is in view again after a change, and forgets the rest', async () => {
  const { source, asked } = numbers(10_000);
  await source.show(0, 20);
  await source.show(5000, 5020);
  await source.refresh();
  expect(asked).toEqual([0, 5000, 5000]);
  expect([source.at(3), source.at(5003)]).toEqual([undefined, 5003]);
});

it('drops rows that are no longer there', async () => {
  const { source, shrink } = numbers(30);
  await source.show(0, 29);
  shrink(10);
  await source.refresh();
  expect([source.total, source.at(9), source.at(10)]).toEqual([10, 9, undefined]);
});

it('ignores an answer that a newer question overtook', async () => {
  const answers: ((total: number) => void)[] = [];
  const source = new RowSource<string>(
    () =>
      new Promise((resolve) =>
        answers.push((total) => {
          resolve({ rows: ['row'], total });
        }),
      ),
  );
  const first = source.show(0, 10);
  const second = source.refresh();
  answers[1]?.(2);
  answers[0]?.(1);
  await Promise.all([first, second]);
  expect(source.total).toBe(2);
});
