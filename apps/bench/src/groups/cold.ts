import { hash } from 'node:crypto';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { compare } from '../compare.ts';
import type { Group, Row } from '../row.ts';
import { createSqliteFixture } from '../sqlite-fixture.ts';

const SIZES = [1000, 100_000, 1_000_000] as const;

/** A verification that reads SQLite, against what it cannot do without: one SHA-256, one read by primary key. */
export const coldGroup: Group = {
  title: 'verify on SQLite, nothing kept, over SHA-256 and one read by primary key on the same driver',
  async run() {
    const rows: Row[] = [];
    for (const size of SIZES) rows.push(...(await measure(size)));
    const [small, large] = [rows[1], rows.at(-1)];
    if (small && large) {
      const name = `a million tokens, over a thousand`;
      rows.push({ name, value: large.value, floor: small.value, unit: 'ns', limit: { ratio: 1.8 } });
    }
    return rows;
  },
};

async function measure(size: number): Promise<readonly Row[]> {
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
  return [
    { name: 'refused by the checksum, no read', value: refused, floor, unit: 'ns' },
    { name: `${size} tokens`, value: cold, floor, unit: 'ns', limit: { ratio: 1.4 } },
  ].slice(size === SIZES[0] ? 0 : 1) as Row[];
}
