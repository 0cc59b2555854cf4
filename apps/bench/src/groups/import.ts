import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Group, Row } from '../row.ts';

const ROUNDS = 21;

/** A folder from which the packages of this app are found. */
const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** What is imported, over what it cannot do without. */
const subjects = [
  { name: '@lynk-auth/core' },
  { name: '@lynk-auth/express', over: 'express' },
  { name: '@lynk-auth/hono', over: 'hono' },
  { name: '@lynk-auth/fastify', over: 'fastify' },
  { name: '@lynk-auth/nest', over: '@nestjs/core' },
] as const satisfies readonly { readonly name: string; readonly over?: string }[];

const programs = {
  mjs: { kind: 'ESM', load: (name: string) => `import '${name}';\n` },
  cjs: { kind: 'CommonJS', load: (name: string) => `require('${name}');\n` },
} as const;

/** How long a program runs that imports core, or a plugin beside its framework, over one that does not. */
export const importGroup: Group = {
  title: 'a program that imports core, over an empty one, or a plugin, over its framework alone',
  async run() {
    const folder = mkdtempSync(join(packages, '.import-'));
    try {
      return Object.entries(programs).flatMap(([extension, { kind, load }]) =>
        subjects.map((subject) => {
          const bare = join(folder, `bare.${extension}`);
          const full = join(folder, `full.${extension}`);
          const framework = 'over' in subject ? load(subject.over) : '';
          writeFileSync(bare, framework);
          writeFileSync(full, framework + load(subject.name));
          return measure(`${subject.name}, ${kind}`, bare, full);
        }),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** In turns, and the best of each: what the machine does besides can only make a start slower. */
function measure(name: string, bare: string, full: string): Row {
  let floor = Number.POSITIVE_INFINITY;
  let value = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, runOnce(bare));
    value = Math.min(value, runOnce(full));
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
