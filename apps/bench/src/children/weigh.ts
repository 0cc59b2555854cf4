// Measures the memory of cached tokens, and of a bare Map with as many keys and objects. Needs --expose-gc.
import { hash } from 'node:crypto';
import { createPrincipal, generateToken } from '@lynk-auth/core';
import { createVerifier, type LookupResult } from '@lynk-auth/verifier';
import { newLog } from '../new-log.ts';
import { send } from '../start-child.ts';

const count = Number(process.argv[2]);
const permissions = Object.freeze(['view_organization', 'view_products', 'view_sboms', 'update_sboms']);

/** Creates a result with its own principal and ids. */
const lookup = (): LookupResult => ({
  ok: true,
  principal: createPrincipal({
    kind: 'personal',
    tokenId: crypto.randomUUID(),
    organizationId: crypto.randomUUID(),
    userId: crypto.randomUUID(),
    permissions,
    expiresAt: Date.now() + 86_400_000,
  }),
  validUntil: Date.now() + 86_400_000,
  networks: null,
});
const changes = () => newLog;

const used = (): number => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
const newToken = () => generateToken({ kind: 'personal', environment: 'live' }).reveal();

/** Returns the bytes per entry. */
async function weigh(add: (token: string) => unknown): Promise<number> {
  const before = used();
  for (let done = 0; done < count; done += 1) await add(newToken());
  return (used() - before) / count;
}

const bare = new Map<string, unknown>();
const floor = await weigh((token) => bare.set(hash('sha256', token, 'binary'), lookup()));
const verifier = createVerifier({
  source: { lookup, freshness: { kind: 'log', leaseMs: 60_000, changes } },
  cache: { maxEntries: count },
  throttle: false,
});
const value = await weigh((token) => verifier.verify(token));
// Both are in use until here.
if (bare.size !== count) throw new Error('Two tokens are equal.');
await verifier.close();
send({ 'a cached token': { value, floor } });
