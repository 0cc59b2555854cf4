import type { ApplyOutcome, Command, Store } from '@lynk-auth/authority';
import { assertFailed, assertOk, assertSame, assertThat } from '../assertions.ts';
import { newestChange } from './fixture.ts';

/**
 * Applies a command twice, as a caller does after a lost response.
 *
 * @returns What came of it.
 */
export async function applyTwice<C extends Command>(
  store: Store,
  command: C,
): Promise<Extract<ApplyOutcome<C>, { ok: true }>> {
  const first = await store.apply(command);
  assertOk(first, `The command ${command.type} succeeds.`);
  const newest = await newestChange(store);
  assertSame(
    await store.apply(command),
    first,
    `The second outcome of ${command.type} must equal the first.`,
  );
  assertThat((await newestChange(store)) === newest, `The second ${command.type} adds no change.`);
  return first;
}

/** Applies a command that must fail and change nothing. */
export async function assertRefused(
  store: Store,
  command: Command,
  reason: string,
  sentence: string,
): Promise<void> {
  const newest = await newestChange(store);
  assertFailed(await store.apply(command), reason, sentence);
  assertThat((await newestChange(store)) === newest, `A ${command.type} that fails adds no change.`);
}
