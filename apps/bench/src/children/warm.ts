// Compares cached verification with the hash and one read of a Map, on any runtime. It is bundled into one file, because Bun
// would resolve the verifier's runtime by tsconfig.json in this repository.
import { createStoreSource } from '@lynk-auth/authority';
import { createPrincipal, generateToken } from '@lynk-auth/core';
import { createVerifier, type LookupResult } from '@lynk-auth/verifier';
import { compare } from '../compare.ts';
import { newLog } from '../new-log.ts';
import type { Sample } from '../row.ts';
import { sha256 } from '../sha256.ts';
import { send } from '../start-child.ts';

const tokens = Array.from({ length: 1000 }, () =>
  generateToken({ kind: 'service', environment: 'live' }).reveal(),
);
const results = new Map(
  tokens.map((token, index): [string, LookupResult] => {
    const expiresAt = Date.now() + 86_400_000;
    const about = { kind: 'service', tokenId: `t${index}`, organizationId: 'o1', expiresAt } as const;
    const principal = createPrincipal({ ...about, permissions: ['view_sboms'] });
    return [token, { ok: true, principal, validUntil: expiresAt, networks: null }];
  }),
);
// Uses are counted as over a store.
const { trackUse } = createStoreSource({
  leaseMs: 60_000,
  lookup: () => null,
  changes: () => newLog,
  apply: () => Promise.reject(new Error('The benchmark has no commands.')),
  listSecrets: async () => [],
  recordUse: async () => undefined,
  recordRefusals: async () => undefined,
  addEvents: async () => undefined,
  claimEvents: async () => [],
  settleEvents: async () => undefined,
  listExpiring: async () => ({ tokens: [], next: null }),
});
// With a change log and a lease, as that of a store. Its lease is longer, because on a busy machine a turn may stop for longer
// than 100 ms, and what follows would not be a warm verification.
const source = {
  lookup: (token: string): LookupResult => results.get(token) ?? { ok: false, reason: 'unknown' },
  freshness: { kind: 'log', leaseMs: 60_000, changes: async () => newLog },
  ...(trackUse && { trackUse }),
} as const;

const measured: Record<string, Sample> = {};
for (const count of [1, 1000]) {
  const used = tokens.slice(0, count);
  const known = new Map(used.map((token) => [sha256(token), token]));
  const verifier = createVerifier({ source });
  let turn = 0;
  const next = () => {
    turn = turn + 1 < count ? turn + 1 : 0;
    return used[turn] as string;
  };
  for (const token of used) await verifier.verify(token);
  measured[count === 1 ? 'one token' : `${count} tokens`] = await compare({
    value: () => verifier.verify(next()),
    floor: () => known.get(sha256(next())),
  });
  await verifier.close();
}
send(measured);
