import type { Change, Command, Store, TokenRecord } from '@lynk-auth/authority';
import { isPromise } from '@lynk-auth/core/internal';
import type { Kysely } from 'kysely';
import { applyCommand } from './commands/apply-command.ts';
import type { Engine } from './engine/engine.ts';
import { isLynkStoreError, LynkStoreError } from './errors.ts';
import { assertVersion, readVersion } from './migrations/assert-version.ts';
import { addEvents } from './outbox/add-events.ts';
import { claimEvents, hasDueEvent } from './outbox/claim-events.ts';
import { listExpiring } from './outbox/list-expiring.ts';
import { settleEvents } from './outbox/settle-events.ts';
import { listAudit } from './reads/audit.ts';
import { listTokens } from './reads/list-tokens.ts';
import { findMember, listMembers } from './reads/members.ts';
import { findOrganization, listOrganizations } from './reads/organizations.ts';
import { findRole, listRoles } from './reads/roles.ts';
import { listSecrets } from './reads/secrets.ts';
import { findToken, findTokenByDigest } from './reads/tokens.ts';
import { listRefusals } from './refusals/list-refusals.ts';
import { recordRefusals } from './refusals/record-refusals.ts';
import type { Schema } from './schema.ts';
import { recordUse } from './uses/record-use.ts';

/** The connection that reads: lookups, the change log and all views. */
export interface Reader {
  readonly db: Kysely<Schema>;
  readonly lookup: (digests: readonly Uint8Array[]) => TokenRecord | null | Promise<TokenRecord | null>;
  readonly changes: (from: number) => readonly Change[] | Promise<readonly Change[]>;
  /** Called before a view is read, to open a file that was replaced. */
  readonly refresh?: () => void;
}

/** The parts of a store on one kind of database. */
export interface StoreParts {
  readonly engine: Engine;
  readonly reader: Reader;
  /** The lease of the database's change log, in milliseconds. */
  readonly leaseMs: number;
  /** Called once, after all pending commands have completed. */
  readonly close: () => Promise<void>;
}

/** Creates a store from the parts of either database. */
export function createSqlStore({ engine, reader, leaseMs, close }: StoreParts): Store {
  let closing: Promise<void> | undefined;
  const running = new Set<Promise<unknown>>();

  const assertOpen = () => {
    if (closing !== undefined) throw new LynkStoreError('store_closed');
  };
  /** A read also fails if a newer version has removed or changed a column. */
  const explain = async (error: unknown): Promise<never> => {
    if (isFailed(error) || isCorrupt(error)) {
      const version = await readVersion(reader.db).catch(() => undefined);
      if (version !== undefined) assertVersion(version);
    }
    throw error;
  };
  /** Runs a read that is synchronous if the driver is. */
  const explained = <T>(run: () => T | Promise<T>): T | Promise<T> => {
    try {
      const result = run();
      return isPromise(result) ? result.catch(explain) : result;
    } catch (error) {
      if (isFailed(error)) return explain(error);
      throw error;
    }
  };
  const read = async <T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> => {
    assertOpen();
    reader.refresh?.();
    const result = await work(reader.db).catch(explain);
    // A version only rises, so it was the same before.
    assertVersion(await readVersion(reader.db));
    return result;
  };
  /** Lets `close` wait for a write. */
  const track = async <T>(write: Promise<T>): Promise<T> => {
    running.add(write);
    try {
      return await write.catch(explain);
    } finally {
      running.delete(write);
    }
  };
  const closeAll = async () => {
    await Promise.allSettled(running);
    await close();
  };

  return Object.freeze<Store>({
    leaseMs,
    lookup(digests) {
      assertOpen();
      return explained(() => reader.lookup(digests));
    },
    async apply<C extends Command>(command: C) {
      assertOpen();
      // Own properties only: a polluted `Object.prototype` must not complete a command.
      const own: C = Object.assign(Object.create(null), structuredClone(command));
      return track(applyCommand(engine, own));
    },
    async recordUse(batch) {
      assertOpen();
      return track(recordUse(engine, batch));
    },
    async recordRefusals(batch) {
      assertOpen();
      return track(recordRefusals(engine, batch));
    },
    async addEvents(events) {
      assertOpen();
      return track(addEvents(engine, events));
    },
    async claimEvents(claim) {
      // A transaction only if there is something to claim: every process asks once a minute.
      if (!(await read((db) => hasDueEvent(db, claim)))) return [];
      assertOpen();
      return track(claimEvents(engine, claim));
    },
    async settleEvents(settlements) {
      assertOpen();
      return track(settleEvents(engine, settlements));
    },
    listExpiring: (query) => read((db) => listExpiring(db, query)),
    listRefusals: (organizationId, id) => read((db) => listRefusals(db, organizationId, id)),
    changes(from) {
      assertOpen();
      return explained(() => reader.changes(from));
    },
    getOrganization: (id) => read((db) => findOrganization(db, id)),
    listOrganizations: () => read(listOrganizations),
    getMember: (organizationId, userId) => read((db) => findMember(db, organizationId, userId)),
    listMembers: (organizationId) => read((db) => listMembers(db, organizationId)),
    getRole: (organizationId, id) => read((db) => findRole(db, organizationId, id)),
    listRoles: (organizationId) => read((db) => listRoles(db, organizationId)),
    getToken: (organizationId, id) => read((db) => findToken(db, organizationId, id)),
    listSecrets: (organizationId, id) => read((db) => listSecrets(db, organizationId, id)),
    listTokens: (query) => read((db) => listTokens(db, engine.dialect, query)),
    findToken: (organizationId, digests) => read((db) => findTokenByDigest(db, organizationId, digests)),
    listAudit: (query) => read((db) => listAudit(db, query)),
    close() {
      closing ??= closeAll();
      return closing;
    },
  });
}

const isFailed = (error: unknown): boolean => isLynkStoreError(error) && error.code === 'store_failed';
const isCorrupt = (error: unknown): boolean => isLynkStoreError(error) && error.code === 'store_corrupt';
