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

/** In pairs, so that whatever else the machine does meets both. */
function measure(name: string, bare: string, core: string): Row {
  const floors: number[] = [];
  const differences: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = runOnce(bare);
    floors.push(floor);
    differences.push(runOnce(core) - floor);
  }
  const floor = median(floors);
  return { name, value: floor + median(differences), floor, unit: 'ms', limit: { difference: 5 } };
}

/** Milliseconds from the start of a Node process to its end. */
function runOnce(file: string): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [file]);
  if (status !== 0) throw new Error('The program that was measured failed.');
  return performance.now() - started;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
