import type { ApplyOutcome, Command } from '../store/command.ts';
import type { MemoryState } from './memory-state.ts';

/** The handlers of some commands. */
export type Handlers<Type extends Command['type'] = Command['type']> = {
  readonly [Each in Type]: (
    state: MemoryState,
    command: Extract<Command, { type: Each }>,
  ) => ApplyOutcome<Extract<Command, { type: Each }>>;
};

export const failed = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const;
