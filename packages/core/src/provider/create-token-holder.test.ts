import { expect, it } from 'vitest';
import { generateToken } from '../token/generate-token.ts';
import { createTokenHolder } from './create-token-holder.ts';
import { createTokenProvider } from './create-token-provider.ts';

const { signal } = new AbortController();
const newToken = () => generateToken({ kind: 'service', environment: 'live' });

it('however late another call hears of a refusal, one read brings the newer token to all', async () => {
  // By the function of a user, and by a provider of one.
  for (const wrap of [
    (get: () => Promise<ReturnType<typeof newToken>>) => get,
    (get: () => never) => ({ get }),
  ]) {
    let reads = 0;
    const get = async () => {
      reads += 1;
      await Promise.resolve();
      return newToken();
    };
    const holder = createTokenHolder(createTokenProvider(wrap(get as never)));
    const first = await holder.current(signal);
    const asked = [holder.newerThan(first, signal)];
    // Some ask before it comes, some after, and some at each moment between.
    for (let moment = 0; moment < 50; moment += 1) {
      await Promise.resolve();
      asked.push(holder.newerThan(first, signal));
    }
    const secrets = new Set((await Promise.all(asked)).map((token) => token?.reveal()));
    expect([reads, secrets.size]).toEqual([2, 1]);
  }
});
