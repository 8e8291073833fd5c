import { createContext } from 'svelte';
import { leaving, type Begun } from '../kit/leaving.svelte';
import { toasts } from '../kit/toasts.svelte';
import { t } from '../l10n/l10n.svelte';
import { PlatformError, type Frame, type Id, type Mandate, type Platform, type Saved } from '../platform';
import { failureText } from './failure-text';
import { reachable, router, type Room, type Route } from './route.svelte';

/** What every room works with: the platform, the frame around it, and the way back from each act. */
export class Desk {
  readonly platform: Platform;
  readonly #frame: () => Frame;
  // Read while a room is set up, never watched.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #kept = new Map<new () => object, object>();
  #done: string[] = [];
  #undone: string[] = [];

  constructor(platform: Platform, frame: () => Frame) {
    this.platform = platform;
    this.#frame = frame;
  }

  get frame(): Frame {
    return this.#frame();
  }

  /** What is on screen: a room that the office has. */
  get route(): Route {
    return reachable(router.current, this.frame.rooms);
  }

  /**
   * The one `kind` of this desk, made when first asked for. What a room was asked outlives the room, so that coming
   * back finds the list as it was left, and goes with the desk when the profile locks or another unit is worked in.
   */
  kept<T extends object>(kind: new () => T): T {
    const one = this.#kept.get(kind) ?? new kind();
    this.#kept.set(kind, one);
    return one as T;
  }

  /** Another unit than the one worked in, where the holder of this laptop can work too. */
  placeOf(unit: Id | null): Mandate['unit'] | null {
    const place = this.frame.places.find((one) => one.unit.id === unit);
    return place && unit !== this.frame.unit ? place.unit : null;
  }

  /** Works in another unit from now on, there in this room and on this sheet. */
  workIn(unit: Id, room: Room = router.current.room, id: Id | null = null): void {
    leaving.out('desk', () => {
      void this.platform.workIn(unit).then(() => {
        router.go(room, id);
      });
    });
  }

  /** What is begun in what is kept, and goes with the desk. */
  get begun(): Begun | undefined {
    return [...this.#kept.values()].find((one): one is Begun => 'told' in one && (one as Begun).told() !== null);
  }

  /** Locks the profile, once nothing begun is lost by it. */
  lock(): void {
    leaving.out('desk', () => void this.platform.lock());
  }

  /**
   * Does one thing and says so, with « Annuler ». Answers null when it is done, or the sentence that tells why not;
   * a refused value is told beside its field only, anything else in a toast too.
   */
  async act(told: string, command: () => Promise<Saved>): Promise<string | null> {
    try {
      const { act } = await command();
      this.#done.push(act);
      this.#undone = [];
      toasts.done(told, () => void this.undo());
      return null;
    } catch (error) {
      const sentence = failureText(error);
      if (!(error instanceof PlatformError && error.code === 'invalid')) toasts.failed(sentence);
      return sentence;
    }
  }

  /** Takes back the latest act of this window that still stands. */
  async undo(): Promise<void> {
    await this.#turn(this.#done, this.#undone, t('undone'));
  }

  /** Does again what was last undone. */
  async redo(): Promise<void> {
    await this.#turn(this.#undone, this.#done, t('redone'));
  }

  async #turn(from: string[], to: string[], told: string): Promise<void> {
    const act = from.pop();
    if (act === undefined) {
      toasts.done(t('nothing-to-undo'));
      return;
    }
    try {
      // Undoing is itself an act: undoing it restores.
      const turned = await this.platform.undo(act);
      to.push(turned.act);
      toasts.done(told);
    } catch (error) {
      toasts.failed(failureText(error));
    }
  }
}

/** The desk of the component's tree. */
export const [desk, setDesk] = createContext<Desk>();
