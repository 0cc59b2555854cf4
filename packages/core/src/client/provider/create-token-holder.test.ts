import { expect, it } from 'vitest';
import { generateToken } from '../../token/generate-token.ts';
import { createTokenHolder } from './create-token-holder.ts';
import { createTokenProvider } from './create-token-provider.ts';

const { signal } = new AbortController();
const newToken = () => generateToken({ kind: 'service', environment: 'live' });

it('shares one read of the newer token with calls that are rejected later', async () => {
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
    // Some calls come before the token, some after, and some in each microtask between.
    for (let step = 0; step < 50; step += 1) {
      await Promise.resolve();
      asked.push(holder.newerThan(first, signal));
    }
    const secrets = new Set((await Promise.all(asked)).map((token) => token?.reveal()));
    expect([reads, secrets.size]).toEqual([2, 1]);
  }
});

it('shares one read if there is no newer token', async () => {
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

it('does not end other calls that wait for the read of an aborted one', async () => {
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
