import type { Actor } from '../access/actor.ts';
import type { Settings } from '../read-options.ts';
import { syncMember } from './sync-member.ts';

/** Brings the store's copy of a user up to date before a call on the user's behalf, so that no call uses older rights. */
export async function syncActor(settings: Settings, actor: Actor): Promise<void> {
  const { directory } = settings;
  if (directory === undefined || (actor.kind !== 'user' && actor.kind !== 'personal')) return;
  const { organizationId, userId } = actor;
  if ((await settings.store.getOrganization(organizationId)) === null) return;
  await syncMember(settings, directory, { organizationId, userId });
}
