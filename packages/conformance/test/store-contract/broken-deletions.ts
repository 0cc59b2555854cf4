import { type Break, breakApply, breakCommand, replaceCommand } from './broken-commands.ts';

/** Stores with a defect in deleting and narrowing tokens. */
export const brokenDeletions: Readonly<Record<string, Break>> = {
  'it says that a token is deleted, and does nothing': replaceCommand('delete_token', async () => ({
    ok: true,
  })),

  'it deletes a token that is valid': replaceCommand('delete_token', async (store, command) => {
    const outcome = await store.apply(command);
    if (outcome.ok || outcome.reason !== 'still_active') return outcome;
    const { organizationId, actor, at, tokenId } = command;
    await store.apply({ type: 'revoke_token', organizationId, actor, at, tokenId });
    return store.apply(command);
  }),

  'it deletes no token that has only expired': replaceCommand('delete_token', async (store, command) => {
    const token = await store.getToken(command.organizationId, command.tokenId);
    return token?.revokedAt === null ? { ok: false, reason: 'still_active' } : store.apply(command);
  }),

  'a repeated deletion fails': replaceCommand('delete_token', async (store, command) => {
    const token = await store.getToken(command.organizationId, command.tokenId);
    return token === null ? { ok: false, reason: 'token_not_found' } : store.apply(command);
  }),

  'it deletes tokens of any manager': breakCommand('delete_token', (command) => ({
    ...command,
    managedBy: undefined,
  })),
  'it deletes tokens of any kind': breakCommand('delete_token', (command) => ({
    ...command,
    kind: undefined,
  })),

  'the secret of a deleted token is free again': (store) => {
    const deleted = new Set<string>();
    return breakApply(store, async (command) => {
      if (command.type === 'delete_token' && (await store.apply(command)).ok) deleted.add(command.tokenId);
      const outcome = await store.apply(command);
      const fresh =
        command.type === 'issue_token' && !outcome.ok && outcome.reason === 'conflict' && deleted.size > 0;
      return fresh
        ? store.apply({ ...command, digest: crypto.getRandomValues(new Uint8Array(32)) })
        : outcome;
    });
  },

  'it ignores a lower ceiling': breakCommand('update_token', (command) => ({
    ...command,
    ceiling: undefined,
  })),

  'it raises a ceiling': replaceCommand('update_token', async (store, command) => {
    const outcome = await store.apply(command);
    if (outcome.ok || outcome.reason !== 'exceeds_permissions') return outcome;
    return { ok: true, token: await store.getToken(command.organizationId, command.tokenId) };
  }),
};
