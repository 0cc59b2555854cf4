import {
  applyAndWait,
  type Command,
  createAuthority,
  type IssueToken,
  type Store,
  systemActor,
} from '@lynk-auth/authority';
import { generateToken } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { VerifyRequest } from './start-verifier.ts';

/** An accepted token, which is the only one of its organization. */
export interface TestToken {
  readonly id: string;
  readonly request: VerifyRequest;
  readonly organizationId: string;
}

const actor = { kind: 'system', id: null } as const;
const ALL_PERMISSIONS = ['view_products', 'view_sboms'];
/** The permission that a {@link TestToken} has until it is restricted. */
const PERMISSION = 'view_sboms';

async function applyAll(store: Store, commands: readonly Command[]): Promise<void> {
  for (const command of commands) {
    const outcome = await store.apply(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.reason}`);
  }
}

/** Creates an organization with one member, and a personal token of that member or a service token. */
export async function addTestToken(store: Store, kind: IssueToken['kind'] = 'personal'): Promise<TestToken> {
  const organizationId = crypto.randomUUID();
  const tokenId = crypto.randomUUID();
  const secret = generateToken({ kind, environment: 'live' });
  const base = { organizationId, actor, at: Date.now() };
  const role = (id: string, permissions: readonly string[]) => ({ id, name: id, permissions, system: false });
  await applyAll(store, [
    {
      ...base,
      type: 'create_organization',
      name: 'Acme Corp',
      roles: [role('wide', ALL_PERMISSIONS), role('small', ['view_products'])],
    },
    { ...base, type: 'add_member', userId: tokenId, name: 'Ada', email: 'ada@example.com', roleId: 'wide' },
    {
      ...base,
      type: 'issue_token',
      tokenId,
      kind,
      environment: 'live',
      name: 'laptop',
      mask: secret.mask,
      digest: digestToken(secret.reveal()),
      ownerId: kind === 'personal' ? tokenId : null,
      roleId: kind === 'personal' ? null : 'wide',
      ceiling: null,
      managedBy: kind === 'personal' ? { kind: 'user', id: tokenId } : actor,
      expiresAt: null,
      limit: null,
    },
  ]);
  const request = { token: secret.reveal(), clientIp: '203.0.113.9', permission: PERMISSION };
  return { id: tokenId, request, organizationId };
}

export async function addTestTokens(store: Store, count: number): Promise<readonly TestToken[]> {
  return Promise.all(Array.from({ length: count }, () => addTestToken(store)));
}

/** Revokes a token through the authority, as an application does. */
export async function revoke(store: Store, testToken: TestToken, wait = true): Promise<void> {
  const management = createAuthority({ store }).as(systemActor(testToken.organizationId));
  const outcome = await management.revokeToken(testToken.id, { wait });
  if (!outcome.ok) throw new Error(outcome.reason);
}

/** A command that revokes or reduces the rights of a token. */
export interface Restriction {
  readonly kind: IssueToken['kind'];
  /** Resolves when the command applies in every process. */
  readonly restrict: (store: Store, testToken: TestToken) => Promise<void>;
}

export const revocation: Restriction = { kind: 'personal', restrict: revoke };

/** Every way to revoke or reduce the rights of a token. */
export const restrictions: Readonly<Record<string, Restriction>> = {
  'a revoked token': revocation,
  'a revoked service token': { kind: 'service', restrict: revoke },
  'a suspended token': restrictBy('personal', () => ({ type: 'suspend_token' })),
  'a token that expires earlier': restrictBy('personal', ({ at }) => ({
    type: 'update_token',
    expiresAt: at,
  })),
  'fewer permissions of the owner’s role': restrictBy('personal', () => reducedRole),
  'fewer permissions of a service token’s role': restrictBy('service', () => reducedRole),
  'another role of the owner': restrictBy('personal', () => ({ type: 'update_member', roleId: 'small' })),
  'a suspended owner': restrictBy('personal', () => ({ type: 'suspend_member' })),
  'a removed owner': restrictBy('personal', () => ({ type: 'remove_member' })),
  'a policy that excludes the client address': restrictBy('personal', () => ({
    type: 'set_policy',
    policy: { allowedNetworks: ['192.0.2.0/24'] },
  })),
  'the end of an overlap': restrictBy('personal', ({ at }) => ({
    type: 'rotate_token',
    mask: 'lynk_live_eTQw…',
    digest: crypto.getRandomValues(new Uint8Array(32)),
    overlapUntil: at,
    drainUntil: at,
  })),
};

const reducedRole = { type: 'update_role', roleId: 'wide', permissions: ['view_products'] };

function restrictBy(kind: IssueToken['kind'], details: (ids: { at: number }) => object): Restriction {
  return {
    kind,
    async restrict(store: Store, { id, organizationId }: TestToken) {
      const ids = {
        organizationId,
        tokenId: id,
        userId: id,
        actor,
        at: Date.now(),
        administratorRoleName: 'Admin',
      };
      const command: object = { ...ids, ...details(ids) };
      const outcome = await applyAndWait(store, command as Command);
      if (!outcome.ok) throw new Error(outcome.reason);
    },
  };
}
