import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { applyAndWait } from '../store/apply-and-wait.ts';
import type { ApplyOutcome, Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';

/** Options of a call that removes rights. */
export interface WaitOptions {
  /**
   * Whether to resolve only once the change holds in every process. With `false` the call resolves after the commit, and
   * another process may use the state before it for one lease of the store: 100 ms by default.
   * @default true
   */
  readonly wait?: boolean | undefined;
}

/**
 * Reads whether a call waits.
 *
 * @param caller The method, for the message.
 * @throws {LynkConfigurationError} for an unknown or wrong option.
 */
export function readWait(caller: string, options: WaitOptions = {}): boolean {
  const { wait = true } = readOwnOptions(caller, options, ['wait']);
  assertOption(caller, typeof wait === 'boolean', 'wait must be true or false');
  return wait;
}

/** Applies a command that removes rights, and waits until it holds in every process unless `wait` is false. */
export const applyRemoval = <C extends Command>(
  store: Store,
  command: C,
  wait: boolean,
): Promise<ApplyOutcome<C>> => (wait ? applyAndWait(store, command) : store.apply(command));
