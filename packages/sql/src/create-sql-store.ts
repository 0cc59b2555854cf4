import type { Changes, Command, Store, TokenRecord } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { applyCommand } from './commands/apply-command.ts';
import type { Engine } from './engine.ts';
import { LynkStoreError } from './errors.ts';
import { findMember, listMembers } from './reads/members.ts';
import { findOrganization, listOrganizations } from './reads/organizations.ts';
import { findRole, listRoles } from './reads/roles.ts';
import { findToken, findTokenByDigest, listTokens } from './reads/tokens.ts';
import type { Schema } from './schema.ts';

/** The side of a database that answers. */
export interface Reader {
  readonly db: Kysely<Schema>;
  readonly lookup: (digests: readonly Uint8Array[]) => TokenRecord | null | Promise<TokenRecord | null>;
  readonly changes: (after: number) => Changes | Promise<Changes>;
}

/** What a store is made of. */
export interface Parts {
  readonly engine: Engine;
  readonly reader: Reader;
  /** Of the database, in milliseconds. */
  readonly leaseMs: number;
  /** Called once, when no command is being carried out any more. */
  readonly close: () => Promise<void>;
}

/** Makes a store of its parts, whichever database they belong to. */
export function createSqlStore({ engine, reader, leaseMs, close }: Parts): Store {
  let closing: Promise<void> | undefined;
  const running = new Set<Promise<unknown>>();

  const assertOpen = () => {
    if (closing !== undefined) throw new LynkStoreError('store_closed');
  };
  const read = async <T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> => {
    assertOpen();
    return work(reader.db);
  };
  const closeAll = async () => {
    await Promise.allSettled(running);
    await close();
  };

  return Object.freeze<Store>({
    leaseMs,
    lookup(digests) {
      assertOpen();
      return reader.lookup(digests);
    },
    async apply<C extends Command>(command: C) {
      assertOpen();
      const outcome = applyCommand(engine, structuredClone(command));
      running.add(outcome);
      try {
        return await outcome;
      } finally {
        running.delete(outcome);
      }
    },
    changes(after) {
      assertOpen();
      return reader.changes(after);
    },
    getOrganization: (id) => read((db) => findOrganization(db, id)),
    listOrganizations: () => read(listOrganizations),
    getMember: (organizationId, userId) => read((db) => findMember(db, organizationId, userId)),
    listMembers: (organizationId) => read((db) => listMembers(db, organizationId)),
    getRole: (organizationId, id) => read((db) => findRole(db, organizationId, id)),
    listRoles: (organizationId) => read((db) => listRoles(db, organizationId)),
    getToken: (organizationId, id) => read((db) => findToken(db, organizationId, id)),
    listTokens: (filter) => read((db) => listTokens(db, filter)),
    findToken: (organizationId, digests) => read((db) => findTokenByDigest(db, organizationId, digests)),
    close() {
      closing ??= closeAll();
      return closing;
    },
  });
}
