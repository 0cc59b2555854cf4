/// <reference types="node" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/**
 * Creates a folder for one test file and removes it after its tests.
 *
 * @returns A function that returns a new path in the folder.
 */
export function temporaryFolder(): (name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => {
    count += 1;
    return join(folder, name ?? `${count}.db`);
  };
}
