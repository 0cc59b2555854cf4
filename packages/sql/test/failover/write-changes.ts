import type { Store } from '@lynk-auth/authority';
import type { TestToken } from '../lease/test-tokens.ts';

/** Returns the newest number of the change log. */
export async function newestChange(store: Store): Promise<number> {
  const [newest] = (await store.changes(Number.MAX_SAFE_INTEGER)).slice(-1);
  if (newest === undefined) throw new Error('The change log is empty.');
  return newest.sequence;
}

/** Writes changes of one token until the change log has reached a number. */
export async function writeChangesUpTo(store: Store, token: TestToken, newest: number): Promise<void> {
  const base = { organizationId: token.organizationId, actor: { kind: 'system', id: null } } as const;
  for (let suspend = true; (await newestChange(store)) < newest; suspend = !suspend) {
    const type = suspend ? 'suspend_token' : 'resume_token';
    const outcome = await store.apply({ ...base, type, tokenId: token.id, at: Date.now() });
    if (!outcome.ok) throw new Error(outcome.reason);
  }
}
