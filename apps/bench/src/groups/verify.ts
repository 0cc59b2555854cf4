import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority, systemActor } from '@lynk-auth/authority';
import { openSqliteStore } from '@lynk-auth/sql';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { compare } from '../compare.ts';
import type { Group, Row } from '../row.ts';

const TOKENS = 1000;

/** A verification that reads SQLite, against what it cannot do without: one SHA-256, one read by primary key. */
export const verifyGroup: Group = {
  title: `verify on SQLite with ${TOKENS} tokens, over SHA-256 and one read by primary key on the same driver`,
  async run() {
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
    const tokens: string[] = [];
    for (let index = 0; index < TOKENS; index += 1) {
      const issued = await management.issuePersonalToken({ name: `${index}`, ownerId: created.admin.userId });
      if (!issued.ok) throw new Error(issued.message);
      tokens.push(issued.secret.reveal());
    }

    const verifier = createVerifier({ source: authority.source });
    const bare = new Database(path, { readonly: true });
    const read = bare.prepare('SELECT token_number FROM secrets WHERE digest = ?');
    let turn = 0;
    const next = () => {
      turn = (turn + 1) % TOKENS;
      return tokens[turn] as string;
    };
    const [first = ''] = tokens;
    const unknown = `${first.slice(0, -1)}${first.endsWith('x') ? 'y' : 'x'}`;
    const { floor, ...measured } = await compare({
      floor: () => read.get([hash('sha256', next(), 'buffer')]),
      'verify, cold': () => verifier.verify(next()),
      'refuse by the checksum, without a read': () => verifier.verify(unknown),
    });
    bare.close();
    await verifier.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    return Object.entries(measured).map(([name, value]): Row => ({ name, value, floor, unit: 'ns' }));
  },
};
