import type { Access } from '../access/access.ts';
import { canListTokens } from '../access/visibility.ts';
import { isLater } from '../expiry.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import type { SecretView, StoredSecret } from '../store/views.ts';
import { findVisibleToken } from './find-visible-token.ts';

export async function listSecrets(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ secrets: readonly SecretView[] }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const secrets = await settings.store.listSecrets(access.organizationId, found.token.id);
  return { ok: true, secrets: secrets.map((secret) => toSecretView(secret, access.at)) };
}

/** Leaves out the digest, and adds the state at a time in epoch milliseconds. */
function toSecretView({ digest: _, pending, ...view }: StoredSecret, at: number): SecretView {
  if (!isLater(view.expiresAt, at)) return { ...view, state: 'retired' };
  return { ...view, state: pending ? 'pending' : 'active' };
}
