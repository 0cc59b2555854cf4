import { hash } from 'node:crypto';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { compare } from '../compare.ts';
import type { Group, Row } from '../row.ts';
import { createSqliteFixture } from '../sqlite-fixture.ts';

/** A verification that reads SQLite, against what it cannot do without: one SHA-256, one read by primary key. */
export const coldGroup: Group = {
  title: 'verify on SQLite, nothing kept, over SHA-256 and one read by primary key on the same driver',
  async run() {
    const small = await measure(1000);
    const middle = await measure(100_000);
    const large = await measure(1_000_000);
    const growth: Row = {
      name: 'a million tokens, over a thousand',
      value: large.cold.value,
      floor: small.cold.value,
      unit: 'ns',
      limit: { ratio: 1.8 },
    };
    return [small.refused, small.cold, middle.cold, large.cold, growth];
  },
};

async function measure(size: number): Promise<{ readonly refused: Row; readonly cold: Row }> {
  const { authority, path, tokens, close } = await createSqliteFixture(size);
  const verifier = createVerifier({ source: authority.source, cache: false });
  const bare = new Database(path, { readonly: true });
  bare.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824');
  const read = bare.prepare('SELECT token_number FROM secrets WHERE digest = ?');
  let turn = 0;
  const next = () => {
    turn = (turn + 1) % tokens.length;
    return tokens[turn] as string;
  };
  const [first = ''] = tokens;
  const mistyped = `${first.slice(0, -1)}${first.endsWith('x') ? 'y' : 'x'}`;
  const { floor, cold, refused } = await compare({
    floor: () => read.get([hash('sha256', next(), 'buffer')]),
    cold: () => verifier.verify(next()),
    refused: () => verifier.verify(mistyped),
  });
  bare.close();
  await verifier.close();
  await close();
  return {
    refused: { name: 'refused by the checksum, no read', value: refused, floor, unit: 'ns' },
    cold: { name: `${size} tokens`, value: cold, floor, unit: 'ns', limit: { ratio: 1.4 } },
  };
}
