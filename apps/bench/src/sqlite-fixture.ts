import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, createAuthority, type Management, systemActor } from '@lynk-auth/authority';
import { openSqliteStore } from '@lynk-auth/sql';
import Database from 'libsql';

/** A SQLite store that holds many tokens, and the texts of some of them. */
export interface Fixture {
  readonly authority: Authority;
  readonly path: string;
  readonly tokens: readonly string[];
  close(): Promise<void>;
}

const KNOWN = 1000;

/**
 * Makes one. A thousand tokens are issued, spread among the others, which are rows like theirs with
 * random digests: to issue a million would take half an hour, and make the same rows.
 */
export async function createSqliteFixture(count: number): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-bench-'));
  const path = join(folder, 'bench.db');
  const store = await openSqliteStore({ driver: Database, path });
  const authority = createAuthority({ store });
  const created = await authority.createOrganization({
    name: 'Bench',
    admin: { name: 'Bench', email: 'bench@bench.example' },
  });
  if (!created.ok) throw new Error(created.message);
  const management = authority.as(systemActor(created.organization.id));
  const ownerId = created.admin.userId;
  const tokens = [await issue(management, ownerId)];
  const batches = 10;
  for (let batch = 0; batch < batches; batch += 1) {
    if (count > KNOWN) fill(path, Math.floor((count - KNOWN) / batches));
    while (tokens.length < ((batch + 1) * KNOWN) / batches) tokens.push(await issue(management, ownerId));
  }
  return {
    authority,
    path,
    tokens,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function issue(management: Management, ownerId: string): Promise<string> {
  const issued = await management.issuePersonalToken({ name: 'bench', ownerId });
  if (!issued.ok) throw new Error(issued.message);
  return issued.secret.reveal();
}

function fill(path: string, count: number): void {
  const database = new Database(path);
  const columns = `organization_id, environment, owner_id, member_number, role_number, ceiling, expires_at,
    revoked_at, suspended_at, kind, role_id, name, created_by_kind, created_by_id, created_at, updated_at`;
  database.exec(`begin immediate;
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into tokens (id, ${columns})
      select lower(hex(randomblob(16))), ${columns} from n, (select * from tokens order by number limit 1);
    insert into secrets (digest, token_number, state, created_at, mask)
      select randomblob(32), number, 'active', created_at, 'lynk_live_aaaa…' from tokens
      where number not in (select token_number from secrets);
    commit;
    pragma wal_checkpoint(truncate)`);
  database.close();
}
