import type { Authority, createAuthority, createStoreSource, Store, systemActor } from '@lynk-auth/authority';
import type { createVerifier, Source, Verifier } from '@lynk-auth/verifier';
import { type Choices, createChoices } from './choices.ts';
import { compareVerification } from './compare-verification.ts';
import { expectVerification } from './expect-verification.ts';
import {
  addresses,
  createModel,
  type Model,
  type ModelSecret,
  type ModelToken,
  permissions,
  SERVICE_TOKEN_LIMIT,
  systemRoles,
} from './model.ts';
import type { ModelActor } from './obstacles.ts';
import { FOUNDER, type Story } from './story.ts';

/** The code under test: as shipped, or with a patch. */
export interface Code {
  readonly createAuthority: typeof createAuthority;
  readonly createStoreSource: typeof createStoreSource;
  readonly systemActor: typeof systemActor;
  readonly createVerifier: typeof createVerifier;
}

/** How many verifications were accepted and rejected, and how many of them read the store. */
export interface VerificationCounts {
  accepted: number;
  rejected: number;
  lookups: number;
}

/** A story that has begun. */
export interface StartedStory {
  readonly model: Model;
  readonly counts: VerificationCounts;
  /** The story for one step, whose choices a seed determines. */
  at(seed: number): Story;
  /** Lets one lease pass: the time for which the operations wait, on the clock of the story. */
  passLease(): void;
  close(): Promise<void>;
}

interface StoredSecret {
  readonly token: ModelToken;
  readonly secret: ModelSecret;
}

const organizationId = 'acme';

/** More than a lease and its margin, in milliseconds. */
const LEASE_TIME = 5;

/** Creates an organization in a new store, and two processes that verify its tokens, each with a cache. */
export async function startStory(code: Code, openStore: () => Promise<Store>): Promise<StartedStory> {
  const opened = await openStore();
  if (opened.leaseMs > 1) throw new Error('The lease must be shorter than the time that passes for it.');
  const counts = { accepted: 0, rejected: 0, lookups: 0 };
  const store: Store = {
    ...opened,
    lookup(digests) {
      counts.lookups += 1;
      return opened.lookup(digests);
    },
  };
  const model = createModel(FOUNDER);
  const clock = { wall: () => model.now, monotonic: () => model.now };
  const createHost = (version: 0 | 1): Authority => {
    const [manageTokens, manage] = [permissions[3], permissions[4]];
    return code.createAuthority({
      ...{ store, clock, policies: { serviceTokenLimit: SERVICE_TOKEN_LIMIT } },
      permissions: Object.fromEntries(permissions.map((key) => [key, key])),
      systemRoles: systemRoles[version],
      rights: {
        manageTokens,
        ...{
          viewOrganization: manage,
          manageAllTokens: manage,
          introspectTokens: manage,
          viewMembers: manage,
        },
        ...{ addMembers: manage, changeMembers: manage, removeMembers: manage, changeRoles: manage },
        ...{ changePolicies: manage, viewAudit: manage },
      },
    });
  };
  let authority = createHost(0);
  const created = await authority.createOrganization({
    ...{ id: organizationId, name: 'Acme Corp', admin: { userId: FOUNDER } },
  });
  if (!created.ok) throw new Error(created.message);

  const verifierOf = (source: Source) =>
    code.createVerifier({ source, clock, throttle: false, observe: null });
  const startVerifiers = () => [authority.source, code.createStoreSource(store, { clock })].map(verifierOf);
  let verifiers: readonly Verifier[] = startVerifiers();
  const closeVerifiers = async () => {
    for (const verifier of verifiers) await verifier.close();
  };
  const passLease = () => {
    model.now += LEASE_TIME;
  };

  /** Verifies a secret in one of the processes. */
  const verifyIn = async (
    verifier: Verifier,
    { token, secret }: StoredSecret,
    clientIp: string | undefined,
  ) => {
    const expected = expectVerification(model, { token, secret }, clientIp);
    const result = await verifier.verify(secret.reveal(), { clientIp });
    compareVerification(result, expected, { token, secret, organizationId });
    counts[expected.ok ? 'accepted' : 'rejected'] += 1;
    if (!expected.ok || !secret.pending) return;
    // The report of a first use is not part of the verification.
    await verifier.flush();
    useFirst(model, token, secret);
    passLease();
  };
  const verify = async ({ chance, pick }: Choices, stored: StoredSecret): Promise<void> => {
    const { inside } = model.policy.networks ?? { inside: [] };
    const address = inside.length > 0 && chance(0.8) ? pick(inside) : pick(addresses);
    const inOrder = chance(0.5) ? verifiers : verifiers.toReversed();
    for (const verifier of inOrder) await verifyIn(verifier, stored, address);
  };

  let number = 0;
  return {
    model,
    counts,
    passLease,
    at(seed) {
      const choices = createChoices(seed);
      return {
        ...choices,
        model,
        manage: (actor: ModelActor) =>
          authority.as(
            actor === null ? code.systemActor(organizationId) : { kind: 'user', organizationId, ...actor },
          ),
        async deploy(version) {
          // The processes that verify are those of the version before.
          authority = createHost(version);
          const updated = await authority.updateSystemRoles();
          if (!updated.ok || updated.organizations !== 1) throw new Error('The roles were not updated.');
        },
        async restart() {
          await closeVerifiers();
          verifiers = startVerifiers();
        },
        verify: (token, secret) => verify(choices, { token, secret }),
        next: () => {
          number += 1;
          return number;
        },
      };
    },
    async close() {
      await closeVerifiers();
      await opened.close();
    },
  };
}

/** The first use of a secret ends the older ones, if its rotation says so. */
function useFirst({ now }: Model, { secrets }: ModelToken, used: ModelSecret): void {
  used.pending = false;
  const { firstUseDrain } = used;
  if (firstUseDrain === null) return;
  for (const other of secrets) if (other !== used) other.end = Math.min(other.end, now + firstUseDrain);
}
