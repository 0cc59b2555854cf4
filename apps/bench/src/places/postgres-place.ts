import type { Postgres } from '@lynk-auth/test-kit/postgres';
import { openAddress } from './open-address.ts';
import { type Place, secretColumns, secretValues, tokenColumns } from './place.ts';

/** Creates a schema on a Postgres server. */
export async function createPostgresPlace(postgres: Postgres): Promise<Place> {
  const schema = postgres.newSchema();
  const address = JSON.stringify({ connection: postgres.connection, schema });
  return {
    store: await openAddress(address),
    address,
    async fill(count) {
      await postgres.run(
        `insert into tokens (id, ${tokenColumns})
           select gen_random_uuid()::text, ${tokenColumns}
           from generate_series(1, ${count}), (select * from tokens order by number limit 1) first`,
        schema,
      );
      await postgres.run(
        `insert into secrets (digest, ${secretColumns})
           select sha256(gen_random_uuid()::text::bytea), ${secretValues}
           from tokens where number not in (select token_number from secrets)`,
        schema,
      );
      await postgres.run('analyze', schema);
    },
    remove: async () => undefined,
  };
}
