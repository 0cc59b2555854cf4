import type { ApplyOutcome, Command } from '../store/command.ts';
import { directoryHandlers } from './directory-handlers.ts';
import type { Handlers } from './handlers.ts';
import type { MemoryState } from './memory-state.ts';
import { tokenHandlers } from './token-handlers.ts';

const handlers: Handlers = { ...directoryHandlers, ...tokenHandlers };

/** Applies a command synchronously, so no other command can interleave. A failure has changed nothing. */
export function applyCommand<C extends Command>(state: MemoryState, command: C): ApplyOutcome<C> {
  // The compiler cannot infer that the handler belongs to the command.
  const handle = handlers[command.type] as unknown as (state: MemoryState, command: C) => ApplyOutcome<C>;
  // Own properties only: a polluted `Object.prototype` must not complete a command.
  return handle(state, Object.assign(Object.create(null), command));
}
