import { type Authority, createAuthority, type Management, systemActor } from '@lynk-auth/authority';
import type { Place } from './places/place.ts';

/** A store with many tokens, and the secrets of some of them. */
export interface Fixture {
  readonly authority: Authority;
  readonly management: Management;
  readonly organizationId: string;
  readonly tokens: readonly string[];
  /** The ids of the tokens, in the same order. */
  readonly ids: readonly string[];
  close(): Promise<void>;
}

const MAX_ISSUED = 1000;
const BATCHES = 10;

/**
 * Creates a fixture. At most a thousand tokens are issued. The others are equal rows with random digests, because issuing a
 * million tokens would take half an hour.
 */
export async function createFixture(place: Omit<Place, 'digests'>, count = MAX_ISSUED): Promise<Fixture> {
  const { store } = place;
  const authority = createAuthority({ store });
  const created = await authority.createOrganization({
    name: 'Bench',
    admin: { userId: 'bench' },
  });
  if (!created.ok) throw new Error(created.message);
  const management = authority.as(systemActor(created.organization.id));
  const ownerId = 'bench';
  const known = Math.min(count, MAX_ISSUED);
  const issued = [await issue(management, ownerId)];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    if (count > known) await place.fill?.(Math.floor((count - known) / BATCHES));
    while (issued.length < ((batch + 1) * known) / BATCHES) issued.push(await issue(management, ownerId));
  }
  return {
    authority,
    management,
    organizationId: created.organization.id,
    tokens: issued.map(({ text }) => text),
    ids: issued.map(({ id }) => id),
    async close() {
      await store.close();
      await place.remove?.();
    },
  };
}

/** Issues a token that expires in a year. */
async function issue(management: Management, ownerId: string): Promise<{ id: string; text: string }> {
  const expiresAt = Date.now() + 365 * 86_400_000;
  const issued = await management.issuePersonalToken({ name: 'bench', ownerId, expiresAt });
  if (!issued.ok) throw new Error(issued.message);
  return { id: issued.token.id, text: issued.secret.reveal() };
}
