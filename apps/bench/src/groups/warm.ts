import { hash } from 'node:crypto';
import { createVerifier } from '@lynk-auth/verifier';
import { compare } from '../compare.ts';
import { createFixture } from '../create-fixture.ts';
import { createPeers } from '../peers.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import type { Group, Row } from '../row.ts';

/** Compares a cached verification with its minimum: one SHA-256 and one read of a Map. */
export const warmGroup: Group = {
  title: 'verify with a warm cache, on SQLite, relative to one crypto.hash and one read of a Map',
  async run() {
    const { authority, tokens, close } = await createFixture(await createSqlitePlace());
    const rows: Row[] = [];
    for (const count of [1, 1000]) {
      const verifier = createVerifier({ source: authority.source });
      const used = tokens.slice(0, count);
      const known = new Map(used.map((token) => [hash('sha256', token), token]));
      let turn = 0;
      const next = () => {
        turn = turn + 1 < count ? turn + 1 : 0;
        return used[turn] as string;
      };
      const { floor, warm } = await compare({
        floor: () => known.get(hash('sha256', next())),
        warm: () => verifier.verify(next()),
      });
      const name = count === 1 ? 'one token' : `${count} tokens in rotation`;
      rows.push({ name, value: warm, floor, unit: 'ns', limit: { ratio: 1.2 } });
      await verifier.close();
    }
    await close();
    const floor = rows[0]?.floor ?? Number.NaN;
    const peers = await compare(await createPeers());
    return [
      ...rows,
      ...Object.entries(peers).map(([name, value]): Row => ({ name, value, floor, unit: 'ns' })),
    ];
  },
};
