import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Group, Row } from '../row.ts';

const ROUNDS = 21;

/** A folder in which the packages of this app resolve. */
const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** A package to import. */
interface Target {
  readonly name: string;
  /** The packages that are loaded before, because a program that imports this one has them anyway. */
  readonly after?: readonly string[];
  /** How much longer than an empty file it may take, in milliseconds. */
  readonly difference?: number;
}

const targets: readonly Target[] = [
  { name: '@lynk-auth/core' },
  { name: '@lynk-auth/core/server' },
  { name: '@lynk-auth/verifier' },
  { name: '@lynk-auth/authority', difference: 25 },
  { name: '@lynk-auth/remote', difference: 25 },
  { name: '@lynk-auth/sql' },
  { name: '@lynk-auth/express', difference: 5, after: ['express'] },
  { name: '@lynk-auth/hono', difference: 5, after: ['hono'] },
  { name: '@lynk-auth/fastify', difference: 5, after: ['fastify'] },
  { name: '@lynk-auth/nest', difference: 5, after: ['@nestjs/common', '@nestjs/core'] },
];

/** Programs that load a framework, and then print the time of another import, in milliseconds. */
const programs = {
  mjs: {
    kind: 'ESM',
    load: (name: string) => `await import('${name}');`,
  },
  cjs: {
    kind: 'CommonJS',
    load: (name: string) => `require('${name}');`,
  },
} as const;

/**
 * Compares the import of a package, of a plugin after its framework, with that of an empty file. The program measures the time
 * itself, because starting a process takes ten times as long and varies by more than the result.
 */
export const importGroup: Group = {
  title: 'importing a package, a plugin after its framework, relative to importing an empty file',
  async run() {
    const folder = mkdtempSync(join(packages, '.import-'));
    try {
      return Object.entries(programs).flatMap(([extension, { kind, load }]) => {
        const empty = join(folder, `empty.${extension}`);
        writeFileSync(empty, '');
        return targets.map((target) => {
          const write = (name: string, module: string) => {
            const file = join(folder, `${name}.${extension}`);
            const framework = (target.after ?? []).map(load).join('\n');
            writeFileSync(
              file,
              `${framework}\nconst started = performance.now();\n${load(module)}\nconsole.log(performance.now() - started);\n`,
            );
            return file;
          };
          const row = measure(`${target.name}, ${kind}`, write('bare', empty), write('full', target.name));
          const { difference } = target;
          return difference === undefined ? row : { ...row, limit: { difference } };
        });
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Alternates the two programs and keeps the best time of each, because other load only makes an import slower. */
function measure(name: string, bare: string, full: string): Row {
  let floor = Number.POSITIVE_INFINITY;
  let value = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, runOnce(bare));
    value = Math.min(value, runOnce(full));
  }
  return { name, value, floor, unit: 'ms' };
}

/** Returns the time that a program prints. */
function runOnce(file: string): number {
  const { status, stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error('The measured program failed.');
  return Number(stdout);
}
