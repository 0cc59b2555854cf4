/// <reference types="node" />
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { loadPatched, type Patch } from './load-patched.ts';
import { firstSeeds, playYears } from './play-years.ts';

/** A broken rule has to show within this many years. */
const YEARS = 60;
const STEPS = 250;

const memory = 'authority/src/memory';

/** Each patch breaks one rule of the authority, of the verifier or of the store in memory. */
const onMemory: Readonly<Record<string, Patch>> = {
  'an older secret ends with the overlap of a rotation': {
    file: `${memory}/secret-handlers.ts`,
    from: 'earliest(pending ? drainUntil : overlapUntil, token.expiresAt),',
    to: 'earliest(pending ? drainUntil : null, token.expiresAt),',
  },
  'a secret that was never used ends with the drain once it is replaced': {
    file: `${memory}/secret-handlers.ts`,
    from: 'earliest(pending ? drainUntil : overlapUntil, token.expiresAt),',
    to: 'earliest(overlapUntil, token.expiresAt),',
  },
  'an older secret does not outlive the expiry that the token had': {
    file: `${memory}/secret-handlers.ts`,
    from: 'earliest(pending ? drainUntil : overlapUntil, token.expiresAt),',
    to: 'pending ? drainUntil : overlapUntil,',
  },
  'the first use of a new secret ends the older ones, if the rotation says so': {
    file: `${memory}/secret-handlers.ts`,
    from: 'endOthers(state, { tokenId, key }, () => at + drainMs);',
    to: '',
  },
  'the older secrets end at once when they are retired': {
    file: `${memory}/secret-handlers.ts`,
    from: 'endOthers(state, { tokenId, key }, () => at);',
    to: '',
  },
  'the personal tokens of a removed member end for good': {
    file: `${memory}/member-handlers.ts`,
    from: 'if (owned && token.revokedAt === null) {',
    to: 'if (false) {',
  },
  'the personal tokens of a suspended member are rejected': {
    file: 'authority/src/source/evaluate-token.ts',
    from: "if (record.ownerSuspendedAt !== null) return { ok: false, reason: 'owner_suspended', tokenId };",
    to: '',
  },
  'a suspended token is rejected': {
    file: 'authority/src/source/evaluate-token.ts',
    from: "if (record.suspendedAt !== null) return { ok: false, reason: 'suspended', tokenId };",
    to: '',
  },
  'a revoked token is rejected': {
    file: 'authority/src/source/evaluate-token.ts',
    from: "if (record.revokedAt !== null) return { ok: false, reason: 'revoked', tokenId };",
    to: '',
  },
  'a token has at most the permissions of its ceiling': {
    file: 'authority/src/source/evaluate-token.ts',
    from: ': intersect(rolePermissions, ceiling);',
    to: ': rolePermissions;',
  },
  'a token is used from the networks of the organization only': {
    file: 'authority/src/source/evaluate-token.ts',
    from: 'const validity = { validUntil, networks, cacheable',
    to: 'const validity = { validUntil, networks: null, cacheable',
  },
  'an address is compared with all bits of the prefix': {
    file: 'verifier/src/networks.ts',
    from: 'left > 0; index += 1, left -= 16',
    to: 'left > 16; index += 1, left -= 16',
  },
  'a token is rejected from its expiry on': {
    file: 'verifier/src/source/check-validity.ts',
    from: 'if (!(wall < validUntil)) return rejections.expired;',
    to: 'if (!(wall <= validUntil)) return rejections.expired;',
  },
  'a secret is rejected from its end on': {
    file: 'authority/src/source/evaluate-token.ts',
    from: '!isLater(secretExpiresAt, at);',
    to: 'secretExpiresAt !== null && secretExpiresAt < at - 1000;',
  },
  'a role that was narrowed holds at once': {
    file: `${memory}/role-handlers.ts`,
    from: 'state.roles.set(localKey(organizationId, roleId), changed);\n    logChange(state, { organizationId, roleId });',
    to: 'state.roles.set(localKey(organizationId, roleId), changed);',
  },
  'the other role of a member holds at once': {
    file: `${memory}/member-handlers.ts`,
    from: '  logChange(state, { organizationId, userId });\n  return member;',
    to: '  return member;',
  },
  'changes drop the entries that they name': {
    file: 'verifier/src/cache/cache.ts',
    from: 'for (const change of changes) accepted.invalidate(change);',
    to: '',
  },
  'what has a deleted role gets the successor': {
    file: `${memory}/role-handlers.ts`,
    from: 'state.tokens.set(token.id, { ...token, roleId: successorRoleId, updatedAt: at });',
    to: '',
  },
  'a role in use needs a successor': {
    file: `${memory}/role-handlers.ts`,
    from: "if (members.length > 0 || tokens.length > 0) return failed('role_in_use');",
    to: '',
  },
  'an active administrator stays': {
    file: `${memory}/member-handlers.ts`,
    from: 'return administrators.length === 1 && administrators[0]?.userId === userId;',
    to: 'return false;',
  },
  'a deleted token is unknown': {
    file: `${memory}/token-handlers.ts`,
    from: 'state.tokens.delete(tokenId);',
    to: '',
  },
  'only a dead token is deleted': {
    file: `${memory}/token-handlers.ts`,
    from: "if (token.revokedAt === null && isLater(token.expiresAt, at)) return failed('still_active');",
    to: '',
  },
  'an organization has a limit of live service tokens': {
    file: `${memory}/token-handlers.ts`,
    from: 'countLive(state, command) >= command.limit',
    to: 'countLive(state, command) > command.limit',
  },
  'an actor grants only what it holds': {
    file: 'authority/src/policies/can-grant.ts',
    from: 'return anyRole || hasAllPermissions(access, permissions);',
    to: 'return true;',
  },
  'the policy names the roles that a role may grant': {
    file: 'authority/src/policies/can-grant-role.ts',
    from: 'return grantable === undefined || grantable.includes(granted);',
    to: 'return true;',
  },
  'the longest lifetime counts from the creation of the token': {
    file: 'authority/src/policies/organization-policy.ts',
    from: "return isLater(expiresAt, last) ? 'exceeds_lifetime' : null;",
    to: 'return null;',
  },
  'a token can be required to have an expiry': {
    file: 'authority/src/policies/organization-policy.ts',
    from: "return allowNoExpiry && maxLifetimeSeconds === null ? null : 'expiry_required';",
    to: 'return null;',
  },
  'a ceiling only becomes lower': {
    file: 'authority/src/access/is-narrower.ts',
    from: 'present === null ||',
    to: 'true ||',
  },
  'a new version of the system roles holds at once': {
    file: `${memory}/directory-handlers.ts`,
    from: 'if (written.length > 0) logChange(state, { organizationId });',
    to: '',
  },
};

const sql = 'sql/src';

/** Each patch breaks one rule of the stores of this package. */
const onSqlite: Readonly<Record<string, Patch>> = {
  'the first use of a new secret ends the older ones, if the rotation says so': {
    file: `${sql}/commands/activate-secret.ts`,
    from: 'written: { tokenId, rightsChanged: drainMs !== null },',
    to: 'written: { tokenId, rightsChanged: false },',
  },
  'the older secrets end at once when they are retired': {
    file: `${sql}/commands/retire-secrets.ts`,
    from: 'written: { tokenId, rightsChanged: true },',
    to: 'written: { tokenId, rightsChanged: false },',
  },
  'the personal tokens of a removed member end for good': {
    file: `${sql}/commands/remove-member.ts`,
    from: ".where('owner_id', '=', userId)",
    to: ".where('owner_id', '=', '')",
  },
  'the personal tokens of a suspended member are rejected': {
    file: `${sql}/source/lookup-sql.ts`,
    from: '    ownerSuspendedAt,\n    rolePermissions',
    to: '    ownerSuspendedAt: null,\n    rolePermissions',
  },
  'a resumed token is accepted at once, and a suspended one rejected': {
    file: `${sql}/commands/set-suspension.ts`,
    from: '.set({ suspended_at: suspendedAt, updated_at: at })',
    to: '.set({ updated_at: at })',
  },
};

const newPath = temporaryFolder();

describe('a year of one organization finds a product in which it does not hold that', () => {
  it.each(Object.entries(onMemory))('%s', { timeout: 300_000 }, async (_, patch) => {
    const code = await loadPatched(patch);
    const years = { seeds: firstSeeds(YEARS), steps: STEPS };
    await expect(playYears(code, async () => code.createMemoryStore(), years)).rejects.toThrow(/^Seed \d+/);
  });

  it.each(Object.entries(onSqlite))('%s, on SQLite', { timeout: 300_000 }, async (_, patch) => {
    const code = await loadPatched(patch);
    const open = () => code.openSqliteStore({ driver: Database, path: newPath(), leaseMs: 1 });
    const years = { seeds: firstSeeds(YEARS), steps: STEPS };
    await expect(playYears(code, open, years)).rejects.toThrow(/^Seed \d+/);
  });
});

it('rejects a patch that does not occur exactly once', async () => {
  const file = 'authority/src/source/evaluate-token.ts';
  await expect(loadPatched({ file, from: 'no such text', to: '' })).rejects.toThrow('0 times');
  await expect(loadPatched({ file, from: 'record', to: '' })).rejects.toThrow('times');
});
