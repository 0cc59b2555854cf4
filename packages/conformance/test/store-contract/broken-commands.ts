import type { ApplyOutcome, Change, Command, Store } from '@lynk-auth/authority';

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

/** Changes what the change log returns. */
export const breakLog =
  (change: (rows: readonly Change[], from: number) => readonly Change[]): Break =>
  (store) => ({
    ...store,
    changes: async (from) => change(await store.changes(from), from),
  });

/** Adds rows that name nothing to the end of a change log. */
export const appendRows = (rows: readonly Change[], count: number): readonly Change[] => {
  const added = Array.from({ length: count }, (_, index) => ({
    ...(rows.at(-1) as Change),
    sequence: (rows.at(-1)?.sequence ?? 0) + index + 1,
    mark: crypto.randomUUID(),
  }));
  return [...rows, ...added];
};
