import type { RuntimeName } from '@lynk-auth/runtimes';
import type { RunOptions } from './runner.ts';

/** A client on a runtime. */
interface Program extends RunOptions {
  readonly adapter: 'fetch' | 'axios, http' | 'axios, fetch';
  readonly runtime: RuntimeName;
  /** What was left out since the runtime cannot do it, as the README says it. */
  readonly lacks?: string;
  /** What the runtime cannot do: behaviours, and what is then told of each. */
  readonly unable?: Readonly<Record<string, string>>;
}

/** Deno and workerd do not say why there was no connection, so it counts as one that broke. */
const tellsNoReason = {
  'a server that is not there is a network error, which says that nothing was sent':
    'sent is true, and must be false',
  'what was never sent is sent again, a mutation too': 'The number of waits is 1, and must be 3',
};

/** Deno sends a request again by itself where a connection that it had kept is cut. */
const sendsAgain = {
  'a connection that is cut is a network error, before the answer and in it':
    'The number of requests is 2, and must be 1',
  'a connection that is cut: a query is sent 4 times, a mutation 1': 'was sent is 5, and must be 4',
};

/** In the order in which they are run; of an older axios only what the adapter itself has a part in. */
export const programs: readonly Program[] = [
  { adapter: 'fetch', runtime: 'node' },
  { adapter: 'fetch', runtime: 'node22' },
  { adapter: 'fetch', runtime: 'node24' },
  { adapter: 'fetch', runtime: 'deno', unable: { ...tellsNoReason, ...sendsAgain } },
  { adapter: 'fetch', runtime: 'bun' },
  { adapter: 'fetch', runtime: 'workerd', unable: tellsNoReason },
  { adapter: 'fetch', runtime: 'edge' },
  { adapter: 'axios, http', runtime: 'node' },
  { adapter: 'axios, http', runtime: 'node22' },
  { adapter: 'axios, http', runtime: 'node24' },
  { adapter: 'axios, http', runtime: 'bun' },
  { adapter: 'axios, fetch', runtime: 'node' },
  {
    adapter: 'axios, fetch',
    runtime: 'deno',
    // What it cannot do there is shown by itself, in `axios-on-deno.test.ts`: here it would differ from run to run.
    without: ['limits'],
    unable: { ...tellsNoReason, ...sendsAgain },
    lacks: 'time limits and aborts of an answer that still comes: axios leaves its connection open',
  },
  { adapter: 'axios, fetch', runtime: 'workerd', unable: tellsNoReason },
  { adapter: 'axios, fetch', runtime: 'edge' },
  { adapter: 'axios, http', runtime: 'node', oldest: true, without: ['retries', 'tokens'] },
  { adapter: 'axios, fetch', runtime: 'node', oldest: true, without: ['retries', 'tokens'] },
];
