import type { Redactor } from '@lynk-auth/core';
import type { SecretUse } from '../store/use-batch.ts';
import { mergeAddresses } from './merge-use.ts';
import type { SecretCounter } from './secret-counter.ts';

const DAY_MS = 86_400_000;
const MAX_USER_AGENT = 256;
const MAX_ADDRESS = 64;
/** Characters that a database rejects, or that make a list show something else. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Creates the function that reads the counts of a counter, for the store. What a client sent is cleaned first: invisible
 * characters are removed, tokens are masked, and long strings are cut.
 *
 * @param withAddresses Whether addresses are recorded.
 */
export function createUseReader(
  redact: Redactor,
  withAddresses: boolean,
): (counter: SecretCounter) => SecretUse {
  const clean = (text: string, length: number) =>
    redact(text.replace(INVISIBLE, '')).slice(0, length).replace(INVISIBLE, '');

  return ({ secret, calls, firstUsedAt, lastUsedAt, clientIp, userAgent, otherAddresses }) => {
    const addresses = new Map(withAddresses ? otherAddresses : []);
    if (withAddresses && clientIp !== undefined) addresses.set(clientIp, lastUsedAt);
    const last = Math.floor(Math.max(firstUsedAt, lastUsedAt));
    return {
      digest: secret.digest,
      firstUsedAt: Math.floor(Math.min(firstUsedAt, lastUsedAt)),
      lastUsedAt: last,
      days: [{ day: Math.floor(last / DAY_MS), calls }],
      userAgent: userAgent === undefined ? null : clean(userAgent, MAX_USER_AGENT),
      addresses: mergeAddresses(
        [...addresses].map(([address, at]) => ({
          address: clean(address, MAX_ADDRESS),
          lastUsedAt: Math.floor(at),
        })),
      ),
    };
  };
}
