import type { AuthorityEvent, TokenView } from '@lynk-auth/authority';
import { redact } from '@lynk-auth/core';

/**
 * Creates the JSON of an event, in the form that Standard Webhooks recommend: `type`, `timestamp` and `data`.
 *
 * @param token The token now; `null` if it was deleted since.
 */
export function createWebhookBody(event: AuthorityEvent, token: TokenView | null): string {
  const { id: _, type, at, ...details } = event;
  const timestamp = new Date(at).toISOString();
  return redact(JSON.stringify({ type, timestamp, data: { ...details, token: token && describe(token) } }));
}

const describe = ({ id, name, mask, kind, ownerId, roleId, state, expiresAt }: TokenView) => ({
  ...{ id, name, mask, kind, ownerId, roleId, state, expiresAt },
});
