import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Group, Row } from '../row.ts';

const ROUNDS = 31;

/** A folder from which the packages of this app are found. */
const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

const programs = {
  mjs: "import '@lynk-auth/core';",
  cjs: "require('@lynk-auth/core');",
} as const;

/** How long a program that only imports core runs, over one that is an empty file. */
export const importGroup: Group = {
  title: 'a program that imports core, over an empty program',
  async run() {
    const folder = mkdtempSync(join(packages, '.import-'));
    try {
      return Object.entries(programs).map(([kind, code]) => {
        const bare = join(folder, `bare.${kind}`);
        const core = join(folder, `core.${kind}`);
        writeFileSync(bare, '');
        writeFileSync(core, code);
        return measure(`@lynk-auth/core, ${kind === 'mjs' ? 'ESM' : 'CommonJS'}`, bare, core);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** In turns, and the best of each: what the machine does besides can only make a start slower. */
function measure(name: string, bare: string, core: string): Row {
  let floor = Number.POSITIVE_INFINITY;
  let value = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, runOnce(bare));
    value = Math.min(value, runOnce(core));
  }
  return { name, value, floor, unit: 'ms', limit: { difference: 5 } };
}

/** Milliseconds from the start of a Node process to its end. */
function runOnce(file: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [file]);
  if (status !== 0) throw new Error('The program that was measured failed.');
  return performance.now() - started;
}
