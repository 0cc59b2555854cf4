/// <reference types="node" />
import Database from 'libsql';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { acme, addAcme } from './acme.ts';
import { startChild } from './start-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = 24;
const newPath = temporaryFolder();

/** Every way in which a command could be half done: each query must find nothing. */
const halfDone = {
  'a token without a secret': 'select id from tokens where number not in (select token_number from secrets)',
  'a secret without a token':
    'select token_number from secrets where token_number not in (select number from tokens)',
  'a token without its audit entry': `select id from tokens where 1 <>
    (select count(*) from audit where token_id = tokens.id and action = 'issue_token')`,
  'a token without its change': `select id from tokens where 1 + (revoked_at is not null) <>
    (select count(*) from changes where token_id = tokens.id)`,
  'a revocation without its audit entry': `select id from tokens where (revoked_at is not null) <>
    (select count(*) from audit where token_id = tokens.id and action = 'revoke_token')`,
  'an entry of a token that is not there': `select token_id from audit where token_id is not null
    and token_id not in (select id from tokens)`,
  'a gap in the change log': `select value from change_counter
    where value <> (select count(*) from changes) or value <> (select max(sequence) from changes)`,
  'a broken page': `select * from pragma_integrity_check where integrity_check <> 'ok'`,
  'a broken reference': 'select * from pragma_foreign_key_check',
};

it(`after ${KILLS} kills nothing that was answered is lost, and nothing is half done`, async () => {
  const path = newPath();
  const server = await openSqliteStore({ driver: Database, path });
  await addAcme(server);
  const database = new Database(path);
  const said = { issued: new Set<string>(), revoked: new Set<string>() };

  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startChild('issue-and-revoke', path, acme.organizationId, acme.adminRoleId);
    await child.says('ready');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    child.process.kill('SIGKILL');
    expect((await child.ended).signal).toBe('SIGKILL');
    for (const line of child.output().split('\n')) {
      const [what, id] = line.split(' ');
      if ((what === 'issued' || what === 'revoked') && id !== undefined) said[what].add(id);
    }

    for (const [what, query] of Object.entries(halfDone)) {
      expect(database.prepare(query).all([]), what).toEqual([]);
    }
    const tokens = await server.listTokens({ organizationId: acme.organizationId });
    const stored = new Map(tokens.map((token) => [token.id, token]));
    const lost = [...said.issued].filter((id) => !stored.has(id));
    const alive = [...said.revoked].filter((id) => stored.get(id)?.revokedAt == null);
    expect({ lost, alive }).toEqual({ lost: [], alive: [] });
  }
  // Otherwise this has shown nothing.
  expect(said.revoked.size).toBeGreaterThan(KILLS);
  database.close();
  await server.close();
});
