import { expect, it } from 'vitest';
import { generateToken } from '../../token/generate-token.ts';
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

it('where there is no newer token, one read tells all who ask meanwhile', async () => {
  let reads = 0;
  const token = newToken();
  const holder = createTokenHolder(
    createTokenProvider(async () => {
      reads += 1;
      return token;
    }),
  );
  const first = await holder.current(signal);
  const asked = await Promise.all(Array.from({ length: 100 }, () => holder.newerThan(first, signal)));
  expect([reads, new Set(asked)]).toEqual([2, new Set([undefined])]);
});

it('a call that is ended while others wait for its read does not end theirs', async () => {
  const end = new AbortController();
  const holder = createTokenHolder(
    createTokenProvider(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return newToken();
    }),
  );
  const first = await holder.current(signal);
  const ended = holder.newerThan(first, end.signal);
  const waiting = holder.newerThan(first, signal);
  end.abort();
  await expect(ended).rejects.toMatchObject({ code: 'aborted' });
  expect((await waiting)?.reveal()).not.toBe(first.reveal());
});
