import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import type { Access } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { canListTokens } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { applyRemoval, type WaitOptions } from '../wait-options.ts';
import { findVisibleToken } from './find-visible-token.ts';
import { withManage } from './revoke-token.ts';

/** Options of `retireSecrets`. */
export interface RetireOptions extends WaitOptions {
  /**
   * `createdAt` of the newest secret that the caller knows, in epoch milliseconds. If there is a newer one, nothing is changed.
   * @default the newest secret stays, whichever it is
   */
  readonly newestCreatedAt?: number | undefined;
}

interface RetireRequest {
  readonly id: string;
  readonly newestCreatedAt: number | undefined;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export function createRetireRequest(id: string, options: RetireOptions = {}): RetireRequest {
  const caller = 'retireSecrets';
  const { newestCreatedAt, wait = true } = readOwnOptions(caller, options, ['newestCreatedAt', 'wait']);
  assertOption(caller, typeof wait === 'boolean', 'wait must be true or false');
  return { id, newestCreatedAt, wait };
}

export async function retireSecrets(
  settings: Settings,
  access: Access,
  { id, newestCreatedAt, wait }: RetireRequest,
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  if (!canListTokens(settings, access)) return failWith('forbidden');
  if (newestCreatedAt !== undefined && !Number.isSafeInteger(newestCreatedAt)) {
    return failWith('bad_time', 'newestCreatedAt');
  }
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  // Only the newest one has no end of its own.
  const secrets = await store.listSecrets(organizationId, id);
  const newest = secrets.find(({ expiresAt }) => expiresAt === null);
  if (newest === undefined || newest.createdAt !== (newestCreatedAt ?? newest.createdAt)) {
    return failWith('outdated');
  }
  const condition = createCondition(settings, access, withManage(settings, access, found.needs));
  const { digest } = newest;
  const command = {
    type: 'retire_secrets',
    organizationId,
    actor,
    at,
    condition,
    tokenId: id,
    digest,
  } as const;
  const retired = await applyRemoval(store, command, wait);
  if (retired.ok) return { ok: true, token: toTokenView(settings, retired.token, at) };
  return failWith(retired.reason === 'secret_not_found' ? 'outdated' : retired.reason);
}
