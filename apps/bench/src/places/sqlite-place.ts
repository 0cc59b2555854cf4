import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openAddress } from './open-address.ts';
import { type Place, secretColumns, secretValues, tokenColumns } from './place.ts';

/** Creates a SQLite file in a temporary folder. */
export async function createSqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-bench-'));
  const address = join(folder, 'bench.db');
  return {
    store: await openAddress(address),
    address,
    async fill(count) {
      const database = new Database(address);
      database.exec(`begin immediate;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
        insert into tokens (id, ${tokenColumns})
          select lower(hex(randomblob(16))), ${tokenColumns} from n, (select * from tokens order by number limit 1);
        insert into secrets (digest, ${secretColumns})
          select randomblob(32), ${secretValues} from tokens
          where number not in (select token_number from secrets);
        commit;
        pragma wal_checkpoint(truncate)`);
      database.close();
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
