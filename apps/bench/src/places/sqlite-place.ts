import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openAddress } from './open-address.ts';
import { copyFirstToken, type Place } from './place.ts';

/** Creates a SQLite file in a temporary folder. */
export async function createSqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-bench-'));
  const address = join(folder, 'bench.db');
  return {
    store: await openAddress(address),
    address,
    async fill(count) {
      const database = new Database(address);
      const columnsOf = (table: string): string[] =>
        database
          .prepare(`select name from pragma_table_info('${table}')`)
          .all()
          .map((row) => (row as { name: string }).name);
      const copies = copyFirstToken({
        columns: { tokens: columnsOf('tokens'), secrets: columnsOf('secrets') },
        series: `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n)`,
        randomId: 'lower(hex(randomblob(16)))',
        randomDigest: 'randomblob(32)',
      });
      database.exec(['begin immediate', ...copies, 'commit', 'pragma wal_checkpoint(truncate)'].join(';\n'));
      database.close();
    },
    async digests(count) {
      const database = new Database(address, { readonly: true });
      const rows = database.prepare('select digest from secrets limit ?').all([count]);
      database.close();
      return rows.map((row) => new Uint8Array((row as { digest: ArrayBuffer }).digest));
    },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
