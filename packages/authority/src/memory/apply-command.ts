import type { ApplyOutcome, Command, Denial } from '../store/command.ts';
import { directoryHandlers } from './directory-handlers.ts';
import type { Handlers } from './handlers.ts';
import { memberHandlers } from './member-handlers.ts';
import { isSame, type MemoryState } from './memory-state.ts';
import { roleHandlers } from './role-handlers.ts';
import { tokenHandlers } from './token-handlers.ts';

const handlers: Handlers = {
  ...directoryHandlers,
  ...memberHandlers,
  ...roleHandlers,
  ...tokenHandlers,
};

/** Applies a command whose condition was evaluated. A failure has changed nothing. */
function applyCommand<C extends Command>(state: MemoryState, command: C): ApplyOutcome<C> {
  // The compiler cannot infer that the handler belongs to the command.
  const handle = handlers[command.type] as unknown as (state: MemoryState, command: C) => ApplyOutcome<C>;
  return handle(state, command);
}

/**
 * Applies a command unless its condition does not hold. Then it is tried on a copy: a command that changes nothing
 * returns its outcome.
 */
export function applyUnlessDenied<C extends Command>(
  state: MemoryState,
  command: C,
  denial: Denial | null,
): ApplyOutcome<C> {
  if (denial === null) return applyCommand(state, command);
  const copy = structuredClone(state);
  const outcome = applyCommand(copy, command);
  return outcome.ok && isSame(rowsOf(copy), rowsOf(state)) ? outcome : denial;
}

const rowsOf = (state: MemoryState) => Object.values(state).map((rows: Iterable<unknown>) => [...rows]);
