import type { Access } from '../../access/access.ts';
import { canListTokens } from '../../access/visibility.ts';
import { isLater } from '../../expiry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { SecretView, StoredSecret } from '../../store/views.ts';
import { USE_INTERVAL_MS } from '../../use/use-interval.ts';
import { findVisibleToken } from './find-visible-token.ts';

export async function listSecrets(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ secrets: readonly SecretView[] }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  // What this process has counted is part of the result.
  await settings.recorder?.flush(found.token.id);
  const secrets = await settings.store.listSecrets(access.organizationId, found.token.id);
  return { ok: true, secrets: secrets.map((secret) => toSecretView(secret, secrets, access.at)) };
}

/**
 * Leaves out the digest, and adds the state at a time.
 *
 * @param all All secrets of the token.
 * @param at Epoch milliseconds.
 */
function toSecretView(secret: StoredSecret, all: readonly StoredSecret[], at: number): SecretView {
  const { mask, pending, createdAt, expiresAt, usage } = secret;
  const current = pending ? 'pending' : 'active';
  return {
    mask,
    state: isLater(expiresAt, at) ? current : 'retired',
    createdAt,
    expiresAt,
    firstUsedAt: usage?.firstUsedAt ?? null,
    lastUsedAt: usage?.lastUsedAt ?? null,
    lastUsedPrecisionMs: USE_INTERVAL_MS,
    calls: usage?.calls ?? 0,
    callsSince: Math.max(...all.map((each) => each.createdAt)),
    userAgent: usage?.userAgent ?? null,
    addresses: usage?.addresses ?? [],
    days: (usage?.days ?? []).map(({ day, calls }) => ({ day: toDate(day), calls })),
  };
}

const toDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
