import { expect, it } from 'vitest';
import { LynkUnavailableError } from '../../errors/errors.ts';
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
    const asked = [holder.newerThan(first)];
    // Some calls come before the token, some after, and some in each microtask between.
    for (let step = 0; step < 50; step += 1) {
      await Promise.resolve();
      asked.push(holder.newerThan(first));
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
  const asked = await Promise.all(Array.from({ length: 100 }, () => holder.newerThan(first)));
  expect([reads, new Set(asked)]).toEqual([2, new Set([undefined])]);
});

it('reads the provider again after a read that failed', async () => {
  for (const fail of [
    () => Promise.reject(new LynkUnavailableError()),
    () => {
      throw new LynkUnavailableError();
    },
  ]) {
    const token = newToken();
    const newer = newToken();
    const results = [() => token, fail, () => newer];
    const holder = createTokenHolder(createTokenProvider({ get: (() => results.shift()?.()) as never }));
    await holder.current(signal);
    await expect(holder.newerThan(token)).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(await holder.newerThan(token)).toBe(newer);
  }
});
