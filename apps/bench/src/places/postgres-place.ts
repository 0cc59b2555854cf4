import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { openAddress } from './open-address.ts';
import { copyFirstToken, type Place } from './place.ts';

/** Creates a schema on a Postgres server. */
export async function createPostgresPlace(postgres: Postgres): Promise<Place> {
  const schema = postgres.newSchema();
  const address = JSON.stringify({ connection: postgres.connection, schema });
  const columnsOf = async (table: string) => {
    const rows = await postgres.run(
      `select column_name from information_schema.columns where table_schema = '${schema}' and table_name = '${table}' and is_generated = 'NEVER'`,
    );
    return rows.map(({ column_name }) => String(column_name));
  };
  return {
    store: await openAddress(address),
    address,
    async fill(count) {
      const copies = copyFirstToken({
        columns: { tokens: await columnsOf('tokens'), secrets: await columnsOf('secrets') },
        series: `generate_series(1, ${count}) as series(i)`,
        randomId: 'gen_random_uuid()::text',
        randomDigest: 'sha256(gen_random_uuid()::text::bytea)',
      });
      for (const copy of copies) await postgres.run(copy, schema);
      // As the server does by itself a minute later.
      await postgres.run('vacuum analyze', schema);
    },
    async digests(count) {
      const rows = await postgres.run(`select digest from secrets limit ${count}`, schema);
      return rows.map(({ digest }) => digest as Uint8Array);
    },
  };
}
