import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRow, type Group } from '../row.ts';

const ROUNDS = 11;

/** A folder in which the packages of this app resolve. */
const packages = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** A package to import. */
interface Target {
  readonly name: string;
  /** The packages that are loaded before, because a program that imports this one has them anyway. */
  readonly after?: readonly string[];
  /** How much more processor time than an empty file it may take, in milliseconds. */
  readonly limit?: number;
}

const targets: readonly Target[] = [
  { name: '@lynk-auth/core' },
  { name: '@lynk-auth/core/server' },
  { name: '@lynk-auth/verifier' },
  { name: '@lynk-auth/authority', limit: 25 },
  { name: '@lynk-auth/remote', limit: 25 },
  { name: '@lynk-auth/sql' },
  { name: '@lynk-auth/fetch', after: ['ofetch'] },
  { name: '@lynk-auth/axios', after: ['axios'] },
  { name: '@lynk-auth/express', limit: 5, after: ['express'] },
  { name: '@lynk-auth/hono', limit: 5, after: ['hono'] },
  { name: '@lynk-auth/fastify', limit: 5, after: ['fastify'] },
  { name: '@lynk-auth/nest', limit: 5, after: ['@nestjs/common', '@nestjs/core'] },
];

const kinds = {
  ESM: { extension: 'mjs', load: (name: string) => `await import('${name}');` },
  CommonJS: { extension: 'cjs', load: (name: string) => `require('${name}');` },
} as const;

/**
 * Compares the import of a package, of a plugin after its framework, with that of an empty file. The program measures it
 * itself, because starting a process takes ten times as long and varies by more than the result.
 */
export const importGroup: Group = {
  title: 'processor time of importing a package, a plugin after its framework, over importing an empty file',
  async run() {
    const folder = mkdtempSync(join(packages, '.import-'));
    try {
      return targets.flatMap((target) =>
        Object.entries(kinds).map(([kind, { extension, load }]) => {
          const empty = join(folder, `empty.${extension}`);
          writeFileSync(empty, '');
          const write = (name: string, module: string) => {
            const file = join(folder, `${name}.${extension}`);
            writeFileSync(file, program((target.after ?? []).map(load), load(module)));
            return file;
          };
          const [bare, full] = [write('bare', empty), write('full', target.name)];
          const samples = Array.from({ length: ROUNDS }, () => ({ value: run(full), floor: run(bare) }));
          return createRow(`${target.name}, ${kind}`, samples, { ...target, unit: 'ms', by: 'difference' });
        }),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** How long the engine may go on compiling a framework in other threads, whose time counts too, in milliseconds. */
const SETTLE_MS = 200;

/** A program that loads a framework, and then prints the cost of another import, in milliseconds. */
const program = (framework: readonly string[], load: string) => `${framework.join('\n')}
setTimeout(async () => {
  const started = process.cpuUsage();
  ${load}
  const { user, system } = process.cpuUsage(started);
  console.log((user + system) / 1000);
}, ${framework.length > 0 ? SETTLE_MS : 0});
`;

/** Returns what a program prints. */
function run(file: string): number {
  const { status, stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  if (status !== 0) throw new Error('The measured program failed.');
  return Number(stdout);
}
