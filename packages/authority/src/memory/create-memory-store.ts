// memory/: the store in memory.

import type { Change } from '@lynk-auth/verifier';
import { findDenial } from '../access/condition.ts';
import type { AuditEntry, AuditQuery } from '../audit/audit-entry.ts';
import { describeChange, readAudited } from '../audit/describe-change.ts';
import type { ApplyOutcome, Command } from '../store/command.ts';
import type { Store, TokenRecord } from '../store/store.ts';
import { toTokenRecord } from '../store/to-token-record.ts';
import { applyUnlessDenied } from './apply-command.ts';
import { listTokens } from './list-tokens.ts';
import {
  countWrites,
  createMemoryState,
  digestKey,
  findMember,
  findRole,
  logChange,
  type MemoryState,
  membersOf,
  ofOrganization,
  rolesOf,
  type SecretRow,
} from './memory-state.ts';
import { addEvents, claimEvents, listExpiring, settleEvents } from './outbox.ts';
import { listRefusals, recordRefusals } from './record-refusals.ts';
import { recordUse } from './record-use.ts';
import { listSecrets } from './secret-handlers.ts';

/**
 * Creates a store in memory, for tests and experiments. Its data is lost when the process ends, and is not
 * shared with other processes.
 *
 * @returns The store. Its lookup and its change log are synchronous.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * ```
 */
export function createMemoryStore(): Store {
  const state = createMemoryState();
  const { changes } = state;
  let newestPage: readonly Change[] = [];
  let closed = false;

  const assertOpen = () => {
    // The code is that of the other stores.
    if (closed) throw Object.assign(new Error('The store is closed.'), { code: 'store_closed' });
  };

  /** Runs a read or a command on the state. Results are copied, so that callers cannot change the state. */
  const use = <Result>(read: (state: MemoryState) => Result): Result => {
    assertOpen();
    return structuredClone(read(state));
  };
  const later = async <Result>(read: (state: MemoryState) => Result): Promise<Result> => use(read);

  let last: Promise<unknown> = Promise.resolve();
  /** Applies a command with its audit entry. */
  const run = async (command: Command, receivedAt: number): Promise<ApplyOutcome> => {
    const denial = await findDenial(store, command, performance.now() - receivedAt);
    const before = await readAudited(store, command);
    const writes = countWrites(state);
    const outcome = use(() => applyUnlessDenied(state, command, denial));
    if (outcome.ok && countWrites(state) > writes) {
      const entry = describeChange(command, before, await readAudited(store, command));
      state.audit.push({ ...entry, sequence: state.audit.length });
    } else if (outcome.ok && denial === null && command.basedOn !== undefined) {
      const { organizationId } = command;
      const { userId = null, roleId = null } = command as { userId?: string; roleId?: string };
      logChange(state, 'userId' in command ? { organizationId, userId } : { organizationId, roleId });
    }
    return outcome;
  };
  /** Evaluating a condition takes several turns, and no other command may interleave. */
  const apply = async <C extends Command>(command: C): Promise<ApplyOutcome<C>> => {
    assertOpen();
    // Own properties only: a polluted `Object.prototype` must not complete a command.
    const own: C = Object.assign(Object.create(null), structuredClone(command));
    const receivedAt = performance.now();
    const outcome = last.then(() => run(own, receivedAt)) as Promise<ApplyOutcome<C>>;
    last = outcome.catch(() => undefined);
    return outcome;
  };

  const store = Object.freeze<Store>({
    // No other process reads it, so every change holds at once.
    leaseMs: 0,
    lookup: (digests) => use(() => lookup(state, digests)),
    apply,
    changes(from) {
      assertOpen();
      const newest = changes.length - 1;
      // Most readers know the newest row, and every verification reads the log: the lease is 0.
      if (from >= newest) {
        if (newestPage[0] !== changes[newest]) newestPage = Object.freeze(changes.slice(-1));
        return newestPage;
      }
      // The index of a row is its number.
      return changes.slice(Math.max(0, from));
    },
    getOrganization: (id) => later(({ organizations }) => organizations.get(id) ?? null),
    listOrganizations: () => later(({ organizations }) => [...organizations.values()]),
    getMember: (organizationId, userId) => later(() => findMember(state, organizationId, userId) ?? null),
    listMembers: (organizationId) => later(() => membersOf(state, organizationId)),
    getRole: (organizationId, id) => later(() => findRole(state, organizationId, id) ?? null),
    listRoles: (organizationId) => later(() => rolesOf(state, organizationId)),
    getToken: (organizationId, id) =>
      later(({ tokens }) => ofOrganization(tokens, organizationId, id) ?? null),
    listTokens: (query) => later(({ tokens }) => listTokens([...tokens.values()], query)),
    recordUse: (batch) => later(() => recordUse(state, batch)),
    recordRefusals: (batch) => later(() => recordRefusals(state, batch)),
    listRefusals: (organizationId, id) => later(() => listRefusals(state, organizationId, id)),
    addEvents: (events) => later(() => addEvents(state, events)),
    claimEvents: (claim) => later(() => claimEvents(state, claim)),
    settleEvents: (settlements) => later(() => settleEvents(state, settlements)),
    listExpiring: (query) => later(() => listExpiring(state, query)),
    listSecrets: (organizationId, id) => later(() => listSecrets(state, organizationId, id)),
    findToken: (organizationId, digests) =>
      later(
        ({ tokens }) =>
          ofOrganization(tokens, organizationId, secretOf(state, digests)?.tokenId ?? null) ?? null,
      ),
    listAudit: (query) =>
      later(({ audit }) => audit.filter(matchesAudit(query)).reverse().slice(0, query.limit)),
    async close() {
      await last;
      closed = true;
    },
  });
  return store;
}

function secretOf({ secrets }: MemoryState, digests: readonly Uint8Array[]): SecretRow | null {
  for (const digest of digests) {
    const secret = secrets.get(digestKey(digest));
    if (secret !== undefined) return secret;
  }
  return null;
}

function lookup(state: MemoryState, digests: readonly Uint8Array[]): TokenRecord | null {
  const secret = secretOf(state, digests);
  const token = state.tokens.get(secret?.tokenId ?? '');
  const organization = state.organizations.get(token?.organizationId ?? '');
  if (secret === null || token === undefined || organization === undefined) return null;
  const { organizationId, ownerId, roleId } = token;
  return toTokenRecord(token, {
    member: findMember(state, organizationId, ownerId) ?? null,
    role: findRole(state, organizationId, roleId) ?? null,
    policy: organization.policy,
    secret,
  });
}

const matchesAudit =
  ({ organizationId, action, actor, tokenId, userId, roleId, from, to, before }: AuditQuery) =>
  (entry: AuditEntry): boolean =>
    entry.organizationId === organizationId &&
    (action === undefined || entry.action === action) &&
    (actor === undefined || (entry.actor.kind === actor.kind && entry.actor.id === actor.id)) &&
    (tokenId === undefined || entry.tokenId === tokenId) &&
    (userId === undefined || entry.userId === userId) &&
    (roleId === undefined || entry.roleId === roleId) &&
    (from === undefined || entry.at >= from) &&
    (to === undefined || entry.at < to) &&
    (before === undefined || entry.sequence < before);
