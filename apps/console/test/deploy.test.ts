import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../src/config.ts';

const app = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFile(join(app, 'deploy', name), 'utf8');

let folder: string;

beforeAll(async () => {
  // Inside node_modules, where the types of Kubernetes are found.
  folder = await mkdtemp(join(app, 'node_modules/.deploy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const lintDockerfile = (text: string) => validate(text).map(({ message }) => String(message));

async function lintCompose(text: string): Promise<readonly string[]> {
  const file = join(folder, 'compose.yaml');
  await writeFile(file, text);
  const rules: ConstructorParameters<typeof DCLinter>[0]['rules'] = {
    'service-image-require-explicit-tag': 2,
    'no-build-and-image': 0,
    'require-quotes-in-ports': [1, { quoteType: 'double' }],
  };
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  return linter.lintFiles([file], false).flatMap(({ messages }) => messages.map(({ message }) => message));
}

/** Compares each document with the type of its kind: what is missing, misspelt or of the wrong type. */
async function lintKubernetes(text: string): Promise<readonly string[]> {
  const types = { Deployment: 'apps/v1', Service: 'v1', PodDisruptionBudget: 'policy/v1' };
  const imports = Object.entries(types).map(
    ([kind, version]) => `import type { I${kind} } from 'kubernetes-models/${version}';`,
  );
  const values = parseAllDocuments(text).map((document, index) => {
    const value = document.toJS();
    return `export const value${index}: I${value.kind} = ${JSON.stringify(value)};`;
  });
  const file = join(folder, 'kubernetes.ts');
  await writeFile(file, [...imports, ...values].join('\n'));
  const program = ts.createProgram([file], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

interface DeployFile {
  readonly lint: (text: string) => Promise<readonly string[]>;
  /** What is right, and what it is replaced by. */
  readonly mistakes: readonly (readonly [string, string])[];
}

const files: Readonly<Record<string, DeployFile>> = {
  Dockerfile: {
    lint: async (text: string) => lintDockerfile(text),
    mistakes: [
      ['HEALTHCHECK --interval', 'HEALTHCHECK --every'],
      ['CMD ["node", "dist/main.js"]', 'COMMAND ["node", "dist/main.js"]'],
    ],
  },
  'compose.yaml': {
    lint: lintCompose,
    mistakes: [
      ['read_only: true', 'readonly: true'],
      ['haproxy:3.2-alpine', 'haproxy'],
      ['"127.0.0.1:8080:8080"', '"8080:8080"'],
    ],
  },
  'kubernetes.yaml': {
    lint: lintKubernetes,
    mistakes: [
      ['readOnlyRootFilesystem', 'readOnlyRootFileSystem'],
      ['containerPort: 4180', "containerPort: '4180'"],
      ['  minAvailable: 1\n  selector:', '  selectors:'],
    ],
  },
};

describe.each(Object.entries(files))('%s', (name, { lint, mistakes }) => {
  test('has no finding', async () => expect(await lint(await read(name))).toEqual([]));

  test.each(mistakes)('a planted mistake is found: %s', async (right, wrong) => {
    const text = await read(name);
    expect(text).toContain(right);
    expect(await lint(text.replace(right, wrong))).not.toEqual([]);
  });
});

describe('the variables', () => {
  /** What stands for the secrets. */
  const secrets = { DATABASE_URL: 'postgres://db.example/lynk', LYNK_AUTH_SESSION_SECRET: 'x'.repeat(32) };

  test('of every file are those of the console, with valid values', async () => {
    const [, image = ''] = /^ENV ((?:.*\\\n)*.*)$/m.exec(await read('Dockerfile')) ?? [];
    const ofImage = Object.fromEntries(
      [...image.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    const compose = parse(await read('compose.yaml'), { merge: true });
    const ofCompose = compose.services['console-1'].environment;
    const [deployment] = parseAllDocuments(await read('kubernetes.yaml')).map((each) => each.toJS());
    const ofKubernetes = Object.fromEntries(
      deployment.spec.template.spec.containers[0].env.map(
        ({ name, value }: { name: string; value?: string }) => [
          name,
          value ?? secrets[name as keyof typeof secrets],
        ],
      ),
    );
    const readme = await readFile(join(app, 'README.md'), 'utf8');
    for (const variables of [ofImage, ofCompose, ofKubernetes]) {
      expect(Object.keys(variables).length).toBeGreaterThan(3);
      for (const name of Object.keys(variables)) {
        if (name !== 'NODE_ENV') expect(readme).toContain(`\`${name.replace(/_FILE$/, '')}\``);
      }
      const inFiles = Object.keys(variables).filter((name) => name.endsWith('_FILE'));
      const values = Object.fromEntries(
        Object.entries(variables).filter(([name]) => !inFiles.includes(name)),
      );
      expect(() => readConfig({ ...values, ...secrets })).not.toThrow();
    }
  });

  test('no file has a secret', async () => {
    const { services, secrets: named } = parse(await read('compose.yaml'), { merge: true });
    expect(Object.values(named)).toEqual([
      { file: './secrets/database-url' },
      { file: './secrets/postgres-password' },
      { file: './secrets/session-secret' },
    ]);
    expect(JSON.stringify([services, await read('kubernetes.yaml')])).not.toMatch(
      /postgres(?:ql)?:\/\/|password=/i,
    );
  });
});
