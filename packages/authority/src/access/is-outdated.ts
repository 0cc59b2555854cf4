import type { Change } from '@lynk-auth/verifier';
import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';

/** Returns whether a change was added since the caller read what a command copies: see {@link Command.basedOn}. */
export async function isOutdated(reads: Pick<Store, 'changes'>, command: Command): Promise<boolean> {
  const { organizationId, basedOn } = command;
  if (basedOn === undefined) return false;
  const [first, ...later] = await reads.changes(basedOn);
  // The change is not in the log: it was pruned, or this is another log.
  if (first?.sequence !== basedOn) return true;
  return later.some((change) => change.organizationId === organizationId && isAbout(change, command));
}

/** A row that names nothing is about the whole organization. */
function isAbout({ tokenId, userId, roleId }: Change, command: Command): boolean {
  if (tokenId === null && userId === null && roleId === null) return true;
  if ('userId' in command) return userId === command.userId;
  return 'roleId' in command && roleId === command.roleId;
}
