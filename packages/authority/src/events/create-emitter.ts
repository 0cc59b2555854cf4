import type { AuthorityEvent, EventListener } from './authority-event.ts';

/** Sends events to the host. */
export interface Emitter {
  /** Sends an event in a later turn. */
  emit(event: AuthorityEvent): void;
  /** Resolves when the listener has handled every event. */
  flush(): Promise<void>;
}

/** Creates an emitter whose listener neither delays a verification nor throws into it. */
export function createEmitter(listener: EventListener | undefined): Emitter {
  const pending = new Set<Promise<unknown>>();
  return {
    emit(event) {
      if (listener === undefined) return;
      const sent = Promise.resolve(event)
        .then(listener)
        // An error of the listener has no listener.
        .catch(() => undefined)
        .finally(() => pending.delete(sent));
      pending.add(sent);
    },
    async flush() {
      await Promise.all(pending);
    },
  };
}
