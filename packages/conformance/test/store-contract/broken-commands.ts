import type { ApplyOutcome, Command, Store } from '@lynk-auth/authority';

export type Break = (store: Store) => Store;

/** Replaces the outcome of some commands. */
export function breakApply(store: Store, apply: (command: Command) => Promise<unknown>): Store {
  return { ...store, apply: <C extends Command>(command: C) => apply(command) as Promise<ApplyOutcome<C>> };
}

/** Changes commands of one type on their way in. */
export const breakCommand = <Type extends Command['type']>(
  type: Type,
  change: (command: Extract<Command, { type: Type }>) => Command,
): Break => {
  const isIt = (command: Command): command is Extract<Command, { type: Type }> => command.type === type;
  return (store) => breakApply(store, (command) => store.apply(isIt(command) ? change(command) : command));
};

/** Does something else in place of commands of one type. */
export const replaceCommand = <Type extends Command['type']>(
  type: Type,
  replace: (store: Store, command: Extract<Command, { type: Type }>) => Promise<unknown>,
): Break => {
  const isIt = (command: Command): command is Extract<Command, { type: Type }> => command.type === type;
  return (store) =>
    breakApply(store, (command) => (isIt(command) ? replace(store, command) : store.apply(command)));
};

/** Changes what a lookup finds. */
export const breakRecord =
  (change: (record: NonNullable<Awaited<ReturnType<Store['lookup']>>>) => object): Break =>
  (store) => ({
    ...store,
    async lookup(digests) {
      const record = await store.lookup(digests);
      return record && { ...record, ...change(record) };
    },
  });
