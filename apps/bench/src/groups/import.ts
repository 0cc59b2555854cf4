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
  { name: '@lynk-auth/core/server' },
  { name: '@lynk-auth/express', over: ['express'] },
  { name: '@lynk-auth/hono', over: ['hono'] },
  { name: '@lynk-auth/fastify', over: ['fastify'] },
  { name: '@lynk-auth/nest', over: ['@nestjs/common', '@nestjs/core'] },
] as const satisfies readonly { readonly name: string; readonly over?: readonly string[] }[];

/** Programs that import a framework, and then say how long a second import took, in milliseconds. */
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
 * How long the import of core takes, or that of a plugin where its framework is there already, over that of a
 * file without a word. Told by the program itself: the start of a process takes ten times as long, and swings
 * by more than what is measured.
 */
export const importGroup: Group = {
  title: 'importing core, or a plugin beside its framework, over importing an empty file',
  async run() {
    const folder = mkdtempSync(join(packages, '.import-'));
    try {
      return Object.entries(programs).flatMap(([extension, { kind, load }]) => {
        const empty = join(folder, `empty.${extension}`);
        writeFileSync(empty, '');
        return subjects.map((subject) => {
          const write = (name: string, target: string) => {
            const file = join(folder, `${name}.${extension}`);
            const framework = 'over' in subject ? subject.over.map(load).join('\n') : '';
            writeFileSync(
              file,
              `${framework}\nconst started = performance.now();\n${load(target)}\nconsole.log(performance.now() - started);\n`,
            );
            return file;
          };
          const row = measure(`${subject.name}, ${kind}`, write('bare', empty), write('full', subject.name));
          return 'over' in subject ? { ...row, limit: { difference: 5 } } : row;
        });
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** In turns, and the best of each: what the machine does besides can only make an import slower. */
function measure(name: string, bare: string, full: string): Row {
  let floor = Number.POSITIVE_INFINITY;
  let value = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    floor = Math.min(floor, runOnce(bare));
    value = Math.min(value, runOnce(full));
  }
  return { name, value, floor, unit: 'ms' };
}

/** What a program says. */
function runOnce(file: string): number {
  const { status, stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error('The program that was measured failed.');
  return Number(stdout);
}
