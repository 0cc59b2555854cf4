import type { SecretUse } from '../store/use-batch.ts';
import type { ClientCleaner } from './create-client-cleaner.ts';
import { mergeAddresses } from './merge-use.ts';
import type { SecretCounter } from './secret-counter.ts';

const DAY_MS = 86_400_000;

/** Reads the counts of a counter, for the store. */
export function toSecretUse(
  { secret, calls, firstUsedAt, lastUsedAt, clientIp, userAgent, otherAddresses }: SecretCounter,
  clean: ClientCleaner,
): SecretUse {
  const addresses = new Map(otherAddresses);
  if (clientIp !== undefined) addresses.set(clientIp, lastUsedAt);
  const last = Math.floor(Math.max(firstUsedAt, lastUsedAt));
  return {
    digest: secret.digest,
    firstUsedAt: Math.floor(Math.min(firstUsedAt, lastUsedAt)),
    lastUsedAt: last,
    days: [{ day: Math.floor(last / DAY_MS), calls }],
    userAgent: clean.userAgent(userAgent),
    addresses: mergeAddresses(
      [...addresses].flatMap(([text, at]) => {
        const address = clean.address(text);
        return address === null ? [] : { address, lastUsedAt: Math.floor(at) };
      }),
    ),
  };
}
