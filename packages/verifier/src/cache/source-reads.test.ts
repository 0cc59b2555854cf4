import { expect, it } from 'vitest';
import type { ClockReading } from '../lease/clock-reading.ts';
import type { Source } from '../source/source.ts';
import { createSourceReads } from './source-reads.ts';

it.each([false, true])(
  'a cached result keeps two clock readings, not the token (asynchronous: %j)',
  async (isAsync) => {
    const result = { ok: false, reason: 'unknown' } as const;
    const source: Source = {
      lookup: () => (isAsync ? Promise.resolve(result) : result),
      freshness: { kind: 'fixed' },
    };
    const filled: ClockReading[] = [];
    const reads = createSourceReads(source, 0, (_key, _lookup, readAt) => filled.push(readAt));
    const call = { monotonic: 1, wall: 2, context: undefined, token: 'lynk_live_secret', key: 'key' };
    await reads.read('key', call.token, [], call);
    expect(filled).toEqual([{ monotonic: 1, wall: 2 }]);
  },
);
