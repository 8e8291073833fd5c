import { PlatformError, type Area, type Platform } from '../platform';

/** What a screen shows, read again whenever the core says that it changed. */
export interface Live<T> {
  /** Null until the first answer. */
  readonly value: T | null;
  /** What was asked for is no longer there. */
  readonly missing: boolean;
  refresh(): Promise<void>;
}

/**
 * Reads with `read` now, whenever a state it touches before its first `await` changes, and whenever a subject of
 * these kinds changes. Called while a component is set up.
 */
export function live<T>(platform: Platform, about: readonly Area[], read: () => Promise<T>): Live<T> {
  let value = $state.raw<T | null>(null);
  let missing = $state(false);
  let round = 0;

  async function refresh() {
    round += 1;
    const mine = round;
    try {
      const answer = await read();
      if (mine !== round) return;
      value = answer;
      missing = false;
    } catch (error) {
      if (!(error instanceof PlatformError && error.code === 'not_found')) throw error;
      if (mine === round) missing = true;
    }
  }

  $effect(() => {
    void refresh();
  });
  onChange(platform, about, () => void refresh());

  return {
    get value() {
      return value;
    },
    get missing() {
      return missing;
    },
    refresh,
  };
}

/** Calls `then` whenever a subject of these kinds changes, as long as the component lives. */
export function onChange(platform: Platform, about: readonly Area[], then: () => void): void {
  $effect(() =>
    platform.subscribe((event) => {
      if (event.kind === 'changed' && event.subjects.some((kind) => about.includes(kind))) then();
    }),
  );
}
