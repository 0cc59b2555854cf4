import type { Access } from '../../access/access.ts';
import { canListTokens } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { Refusals } from '../../store/refusal-batch.ts';
import { findVisibleToken } from './find-visible-token.ts';

export async function listRefusals(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ refusals: readonly Refusals[] }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  // What this process has counted is part of the result.
  await settings.refusals?.flush(found.token.id);
  return { ok: true, refusals: await settings.store.listRefusals(access.organizationId, found.token.id) };
}
