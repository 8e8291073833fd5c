import { commands, events } from './bindings.gen';
import { PlatformError, type Failure } from './contract/error';
import type { Platform } from './platform';

/** Rust's `()` crosses the bridge as `null`; a screen has no use for it. */
type Answer<T> = [T] extends [null] ? Promise<void> : Promise<T>;

type Throwing<Commands> = {
  [Name in keyof Commands]: Commands[Name] extends (...given: infer Given) => Promise<infer T>
    ? (...given: Given) => Answer<T>
    : never;
};

/** The platform of the desktop program: every call is a command of the shell, every event comes from it. */
export function tauriPlatform(): Platform {
  return {
    ...throwing(commands),
    subscribe(listener) {
      const listening = events.coreEvent.listen(({ payload }) => {
        listener(payload);
      });
      return () => {
        void listening.then((leave) => {
          leave();
        });
      };
    },
  };
}

/** The same commands, failing with a `PlatformError`. */
function throwing<Commands extends object>(given: Commands): Throwing<Commands> {
  const wrapped = Object.entries(given).map(([name, command]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    (...args: unknown[]) => command(...args).catch(refuse),
  ]);
  return Object.fromEntries(wrapped) as Throwing<Commands>;
}

function refuse(reason: unknown): never {
  throw new PlatformError(isFailure(reason) ? reason : { code: 'bug', message: String(reason), details: {} });
}

/** The bridge itself rejects with a plain text: an unknown command, an argument of another shape. */
function isFailure(reason: unknown): reason is Failure {
  return typeof reason === 'object' && reason !== null && 'code' in reason && 'details' in reason;
}
