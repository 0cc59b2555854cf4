import type { TokenFormat } from '@lynk-auth/core';
import type { EventListener } from '../events/authority-event.ts';
import { createEventLoop, type EventLoop, type OutboxStore } from '../events/create-event-loop.ts';
import type { Store } from '../store/store.ts';
import { createClientCleaner } from '../use/create-client-cleaner.ts';
import { createRefusalRecorder, type RefusalRecorder } from '../use/create-refusal-recorder.ts';
import { createUseRecorder, type UseRecorder } from '../use/create-use-recorder.ts';
import { createReuseReporter, type ReuseReporter } from './create-reuse-reporter.ts';

/** What a source does without holding up a verification. */
export interface Background {
  /** `null` if no use is recorded. */
  readonly recorder: UseRecorder | null;
  /** `null` if no use is recorded. */
  readonly refusals: RefusalRecorder | null;
  /** `null` without a listener, like the loop. */
  readonly reuses: ReuseReporter | null;
  readonly events: EventLoop | null;
}

/** The methods of a store that the background calls. */
export type BackgroundStore = OutboxStore & Pick<Store, 'recordUse' | 'recordRefusals' | 'listSecrets'>;

/** The validated options of the background. */
interface BackgroundOptions {
  readonly clock: { wall(): number };
  readonly format: TokenFormat;
  readonly onEvent: EventListener | undefined;
  /** Whether addresses are recorded; `null` if no use is recorded. */
  readonly addresses: boolean | null;
}

/** Creates the background of a source, which the operations of an authority share. */
export function createBackground(
  store: BackgroundStore,
  { clock, format, onEvent, addresses }: BackgroundOptions,
): Background {
  const clean = createClientCleaner(format, addresses === true);
  const events = onEvent === undefined ? null : createEventLoop(store, clock, onEvent);
  const onEvents = events === null ? null : events.wake;
  return {
    recorder: addresses === null ? null : createUseRecorder(store, { clock, clean }),
    refusals: addresses === null ? null : createRefusalRecorder(store, { clock, clean, onEvents }),
    reuses: events && createReuseReporter(store, events, clean),
    events,
  };
}
