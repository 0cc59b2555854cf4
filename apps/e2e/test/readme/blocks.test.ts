import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMarkdown } from '../../src/readme/find-markdown.ts';
import type { Block } from '../../src/readme/read-markdown.ts';
import { runBlock } from '../../src/readme/run-block.ts';
import { startFixture } from '../../src/readme/start-fixture.ts';
import { root } from '../../src/workspace.ts';

const files = await findMarkdown();
const blocks = [...files].flatMap(([file, { blocks }]) =>
  blocks.map((block) => ({ file, at: `${file}:${block.line}`, block })),
);
const examples = blocks.filter(({ block }) => block.language === 'ts');
const kinds = ['example', 'file', 'not run', 'run by', 'same as'];

/** Inside node_modules, where packages resolve as in a user's project and other tools ignore it. */
let folder: string;
let fixture: Awaited<ReturnType<typeof startFixture>>;
const cwd = process.cwd();
const env = { ...process.env };

beforeAll(async () => {
  folder = await mkdtemp(fileURLToPath(new URL('../../node_modules/.readmes-', import.meta.url)));
  await mkdir(join(folder, 'cwd'));
  process.chdir(join(folder, 'cwd'));
  await writeFile('sbom.json', '{}');
  fixture = await startFixture();
  process.env['INTERLYNK_API_URL'] = fixture.endpoint;
  process.env['INTERLYNK_SECURITY_TOKEN'] = contractTokens.valid;
  process.env['CI_TOKEN_SHA256'] = '0'.repeat(64);
  const authority = createAuthority({ store: createMemoryStore() });
  const organization = { name: 'Acme Corp', admin: { userId: 'ada' } };
  // The examples change this one: its policy, for example.
  await authority.createOrganization({ id: 'acme', ...organization });
  const acme = await authority.createOrganization(organization);
  if (!acme.ok) throw new Error(acme.message);
  const issued = await authority
    .as({ kind: 'user', organizationId: acme.organization.id, userId: 'ada' })
    .issuePersonalToken({ name: 'a' });
  if (!issued.ok) throw new Error(issued.message);
  const text = issued.secret.reveal();
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  Object.assign(globalThis, { verifier: contractVerifier, authority, table: new Map(), hex, text });
  Logger.overrideLogger(false);
});
afterAll(async () => {
  process.chdir(cwd);
  process.env = env;
  fixture.close();
  await rm(folder, { recursive: true, force: true });
});

test('every block has a known language, and every marker is valid', () => {
  expect(examples.length).toBeGreaterThan(30);
  for (const { at, block } of blocks) {
    expect(['ts', 'tsx', 'sh', 'json', ''], at).toContain(block.language);
    if (block.language === 'json') JSON.parse(block.code);
    if (block.marker !== null) expect(kinds, at).toContain(block.marker.kind);
  }
});

describe('every example runs, and its values are as shown', () => {
  test.each(
    examples.filter(({ block }) => !['not run', 'run by', 'same as'].includes(block.marker?.kind ?? '')),
  )('$at', async ({ file, block }) => {
    const path = join(folder, `${file.replaceAll('/', '+')}+${block.line}.mjs`);
    expect(await runBlock(block.code, path)).toEqual([]);
  });
});

describe('examples that other tests run', () => {
  const marked = (kind: string) => blocks.filter(({ block }) => block.marker?.kind === kind);

  test.each(marked('run by'))('$at is run by the named test', async ({ block }) => {
    const path = join(root, block.marker?.text ?? '');
    expect(existsSync(path), path).toBe(true);
    expect(await readFile(path, 'utf8')).toMatch(/README\.md|runReadme|writeBlocks|guideBlocks/);
  });

  test.each(marked('same as'))('$at is the same as in the named file', async ({ block }) => {
    const name = block.marker?.text ?? '';
    const there: readonly Block[] | undefined = files.get(name)?.blocks;
    if (there === undefined) expect(await readFile(join(root, name), 'utf8')).toContain(block.code);
    else expect(there.map(({ code }) => code)).toContain(block.code);
  });

  test.each(marked('not run'))('$at says why it does not run', ({ block }) => {
    expect(block.marker?.text).toMatch(/\w+ \w+/);
  });
});
