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
import type { Question } from './start-verifying.ts';

/** A token that is accepted, alone in its organization. */
export interface Subject {
  /** The token's id. */
  readonly name: string;
  readonly question: Question;
  readonly organizationId: string;
}

const actor = { kind: 'system', id: null } as const;
const WIDE = ['view_products', 'view_sboms'];
/** All that {@link Subject} can do at first, and cannot when it was narrowed. */
const PERMISSION = 'view_sboms';

async function mustApply(store: Store, commands: readonly Command[]): Promise<void> {
  for (const command of commands) {
    const outcome = await store.apply(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.reason}`);
  }
}

/** Makes an organization of one member, with a token of theirs, or of its own. */
export async function addSubject(store: Store, kind: IssueToken['kind'] = 'personal'): Promise<Subject> {
  const organizationId = crypto.randomUUID();
  const tokenId = crypto.randomUUID();
  const secret = generateToken({ kind, environment: 'live' });
  const base = { organizationId, actor, at: Date.now() };
  const role = (id: string, permissions: readonly string[]) => ({ id, name: id, permissions, system: false });
  await mustApply(store, [
    {
      ...base,
      type: 'create_organization',
      name: 'Acme Corp',
      roles: [role('wide', WIDE), role('small', ['view_products'])],
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
      expiresAt: null,
      limit: null,
    },
  ]);
  const question = { token: secret.reveal(), clientIp: '203.0.113.9', permission: PERMISSION };
  return { name: tokenId, question, organizationId };
}

export async function addSubjects(store: Store, count: number): Promise<readonly Subject[]> {
  return Promise.all(Array.from({ length: count }, () => addSubject(store)));
}

/** Revokes as an application does. */
export async function revoke(store: Store, subject: Subject, wait = true): Promise<void> {
  const management = createAuthority({ store }).as(systemActor(subject.organizationId));
  const outcome = await management.revokeToken(subject.name, { wait });
  if (!outcome.ok) throw new Error(outcome.reason);
}

/** A way to take something away from a token. It resolves when that holds everywhere. */
export interface Narrowing {
  readonly kind: IssueToken['kind'];
  readonly narrow: (store: Store, subject: Subject) => Promise<void>;
}

export const revocation: Narrowing = { kind: 'personal', narrow: revoke };

/** Everything that takes something away. */
export const narrowings: Readonly<Record<string, Narrowing>> = {
  'a revoked token': revocation,
  'a revoked service token': { kind: 'service', narrow: revoke },
  'a suspended token': by('personal', () => ({ type: 'suspend_token' })),
  'a token that ends earlier': by('personal', ({ at }) => ({ type: 'update_token', expiresAt: at })),
  'a narrowed role of the owner': by('personal', () => narrowedRole),
  'a narrowed role of a service token': by('service', () => narrowedRole),
  'a smaller role of the owner': by('personal', () => ({ type: 'update_member', roleId: 'small' })),
  'an owner who was removed': by('personal', () => ({ type: 'remove_member' })),
  'a policy that lets in other addresses': by('personal', () => ({
    type: 'set_policy',
    policy: { allowedNetworks: ['192.0.2.0/24'] },
  })),
  'the end of an overlap': by('personal', ({ at }) => ({
    type: 'rotate_token',
    mask: 'lynk_live_eTQw…',
    digest: crypto.getRandomValues(new Uint8Array(32)),
    overlapUntil: at,
    drainUntil: at,
  })),
};

const narrowedRole = { type: 'update_role', roleId: 'wide', permissions: ['view_products'] };

function by(kind: IssueToken['kind'], details: (about: { at: number }) => object): Narrowing {
  return {
    kind,
    async narrow(store: Store, { name, organizationId }: Subject) {
      const about = { organizationId, tokenId: name, userId: name, actor, at: Date.now() };
      const command: object = { ...about, ...details(about) };
      const outcome = await applyAndWait(store, command as Command);
      if (!outcome.ok) throw new Error(outcome.reason);
    },
  };
}
