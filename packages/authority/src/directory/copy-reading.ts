import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';

/** A reading of the directory, compared with the copy of it. */
export interface Reading {
  /** The command that brings the copy closer to the directory; `null` if they are equal. */
  readonly command: Command | null;
  /** A command about the same member or role that changes nothing if they are equal. */
  readonly confirmation: Command;
}

/** Another process may write the same copy meanwhile: each turn reads again. */
const MAX_TURNS = 20;

/**
 * Copies what the directory says to the store, until a reading is equal to the copy. A command is applied only if no other
 * process has copied or confirmed the same since before the reading, so that an older reading never replaces a newer one.
 *
 * @param read Reads the copy and the directory.
 * @param confirms Whether to make readings outdated that other processes have begun before this call, also if the copy is
 *   equal already.
 * @returns Whether the copy was changed.
 * @throws {Error} if a command fails, or if the copy and the directory still differ after several turns.
 */
export async function copyReading(
  store: Store,
  read: () => Promise<Reading>,
  confirms: boolean,
): Promise<boolean> {
  let changed = false;
  let confirmed = !confirms;
  // Most calls find nothing to write, and need no number.
  let basedOn = confirmed ? undefined : await readNewestChange(store);
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const { command, confirmation } = await read();
    if (command === null && confirmed) return changed;
    if (basedOn !== undefined) {
      const outcome = await store.apply({ ...(command ?? confirmation), basedOn });
      if (outcome.ok) {
        confirmed = true;
        changed ||= command !== null;
      } else if (outcome.reason !== 'outdated') assertStored(outcome);
    }
    basedOn = await readNewestChange(store);
  }
  throw new Error('The directory could not be copied to the store: it changes all the time.');
}

/** Reads the number of the newest change. */
export async function readNewestChange(store: Pick<Store, 'changes'>): Promise<number> {
  const rows = await store.changes(Number.MAX_SAFE_INTEGER);
  return rows.at(-1)?.sequence ?? 0;
}

/** @throws {Error} if a command failed: the store has no such organization or role, or the name of a role is taken. */
export function assertStored(
  outcome: { readonly ok: true } | { readonly ok: false; readonly reason: string },
): void {
  if (!outcome.ok) throw new Error(`The directory could not be copied to the store: ${outcome.reason}.`);
}
