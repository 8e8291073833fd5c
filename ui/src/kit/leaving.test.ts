import { expect, it, vi } from 'vitest';
import { leaving, type Begun } from './leaving.svelte';

/** Something begun, as it stands, and whether it was let go. */
function something(told: string | null, more: Partial<Begun> = {}) {
  const state = { told, dropped: 0 };
  const off = leaving.watch({
    told: () => state.told,
    drop: () => {
      state.told = null;
      state.dropped += 1;
    },
    ...more,
  });
  return { state, off };
}

const asked = (told: string) => vi.waitFor(() => expect(leaving.asked).toBe(told));

it('leaves at once where nothing is begun', () => {
  const { off } = something(null);
  let left = 0;
  leaving.out('desk', () => (left += 1));
  expect([left, leaving.asked]).toEqual([1, null]);
  off();
});

it('asks about what was begun last, and lets all of it go', async () => {
  const [first, last] = [something('first'), something('last')];
  let left = 0;
  leaving.out('room', () => (left += 1));
  await asked('last');
  expect(left).toBe(0);
  leaving.answer('leave');
  expect([left, leaving.asked, first.state.dropped, last.state.dropped]).toEqual([1, null, 1, 1]);
  first.off();
  last.off();
});

it('drops nothing where one stays, and says so', async () => {
  const { state, off } = something('begun');
  const heard: string[] = [];
  leaving.out(
    'room',
    () => heard.push('left'),
    () => heard.push('stayed'),
  );
  await asked('begun');
  leaving.answer('stay');
  leaving.answer('leave');
  expect([heard, state.dropped]).toEqual([['stayed'], 0]);
  off();
});

it('asks nothing of what saves by itself and was saved', async () => {
  const state = { told: 'typed' as string | null };
  const off = leaving.watch({
    told: () => state.told,
    drop: () => undefined,
    settle: async () => {
      state.told = null;
    },
  });
  await new Promise<void>((left) => {
    leaving.out('room', left);
  });
  expect(leaving.asked).toBeNull();
  off();
});

it('keeps what outlives the room until the desk goes', async () => {
  const { off } = something('kept', { kept: true });
  let left = 0;
  leaving.out('room', () => (left += 1));
  expect([left, leaving.loses('room'), leaving.loses('desk')]).toEqual([1, false, true]);
  leaving.out('desk', () => (left += 1));
  await asked('kept');
  expect(left).toBe(1);
  leaving.answer('stay');
  off();
});
