import type { Change, Command, Store } from '@lynk-auth/authority';
import { type Break, breakApply } from './broken-commands.ts';

/** Changes what commands are based on. */
const breakBasedOn =
  (change: (basedOn: number, store: Store, command: Command) => Promise<number | undefined>): Break =>
  (store) =>
    breakApply(store, async (command) =>
      store.apply(
        command.basedOn === undefined
          ? command
          : { ...command, basedOn: await change(command.basedOn, store, command) },
      ),
    );

const newestOf = async (store: Store) => (await store.changes(Number.MAX_SAFE_INTEGER)).at(-1)?.sequence ?? 0;

/** Takes a reading for a new one unless a change outdates it. */
const outdatedBy = (isAbout: (change: Change, command: Command) => boolean): Break =>
  breakBasedOn(async (basedOn, store, command) => {
    const later = (await store.changes(basedOn)).filter(({ sequence }) => sequence > basedOn);
    const newest = await newestOf(store);
    return basedOn <= newest && !later.some((change) => isAbout(change, command)) ? newest : basedOn;
  });

const idsOf = (command: Command) => command as { readonly userId?: string; readonly roleId?: string };
const isWhole = ({ tokenId, userId, roleId }: Change) =>
  tokenId === null && userId === null && roleId === null;

/** Stores with a defect in what commands are based on. */
export const brokenBasedOn: Readonly<Record<string, Break>> = {
  'it ignores what a command is based on': breakBasedOn(async () => undefined),
  'it applies a command that is based on an older reading': breakBasedOn((_, store) => newestOf(store)),
  'it knows of no change of the whole organization': outdatedBy(
    (change, command) =>
      change.organizationId === command.organizationId &&
      !isWhole(change) &&
      (change.userId === idsOf(command).userId || change.roleId === idsOf(command).roleId),
  ),
  'it knows of no change of a role': outdatedBy(
    (change, command) =>
      change.organizationId === command.organizationId &&
      (isWhole(change) || change.userId === idsOf(command).userId),
  ),
  'every change outdates a reading': (store) =>
    breakApply(store, async (command) => {
      const { basedOn } = command;
      if (basedOn === undefined || (await newestOf(store)) <= basedOn) return store.apply(command);
      return { ok: false, reason: 'outdated' };
    }),
  'it adds no change for a command that changes nothing': (store) =>
    breakApply(store, async (command) => {
      const { basedOn } = command;
      const isNewest = basedOn !== undefined && (await newestOf(store)) === basedOn;
      return store.apply(isNewest ? { ...command, basedOn: undefined } : command);
    }),
};
