import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './console.ts';
import { run, spawnConsole } from './spawn-console.ts';

// None of these commands changes anything, so they share a folder.
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  const { child, finished } = await spawnConsole(folder);
  child.kill('SIGTERM');
  await finished;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  [['create'], /name/],
  [['create', '--name', 'x', '--kind', 'robot'], /personal or service/],
  [['create', '--name', 'x', '--kind', 'service'], /needs a role\. .*: Admin, Operator, Viewer\./],
  [
    ['create', '--name', 'x', '--kind', 'service', '--role', 'Viewers'],
    /no role with this name\. .*: Admin, Operator, Viewer\./,
  ],
  [['create', '--name', 'x', '--kind', 'service', '--user', 'a@b.example'], /Remove --user/],
  [['create', '--name', 'x', '--role', 'Admin'], /role of its user/],
  [['create', '--name', 'x', '--expires', 'soon'], /--expires/],
  [['create', '--name', 'x', '--expires', '2001-01-01'], /future/],
  [['create', '--name', 'x', '--user', 'unknown@acme.example'], /no member with this email address/],
  [['create', '--name', 'x', '--expires', '2030-02-30'], /--expires must be/],
  [['create', '--name', 'x', '--expires', '2030-01-31T10:00:00'], /--expires must be/],
  [['create', '--nmae', 'x'], /^Unknown option --nmae\.\n/],
  [['create', '-x'], /^Unknown option -x\.\n/],
  [['create', '--name'], /^--name needs a value\.\n$/],
  [['create', '--name='], /^--name needs a value\.\n$/],
  [['create', '--name', '--json'], /^--name needs a value\.\n$/],
  [['create', '--name', 'x', '--name', 'y'], /^--name occurs twice\.\n$/],
  [['create', '--name', 'x', '--json=yes'], /^--json takes no value\.\n$/],
  [['create', '--name', 'my', 'laptop'], /^create takes options only\./],
  [['create', '--name', 'x'.repeat(101)], /name must have 1 to 100 characters/],
  [['list', 'extra'], /^list takes options only\./],
  [['list', '--role', 'Admin'], /^list has no option --role\.\n$/],
  [['list', '--kind', 'robot'], /^--kind must be personal or service\.\n$/],
  [['list', '--kind', 'toString'], /^--kind must be personal or service\.\n$/],
  [['show'], /^show takes the id of one token\./],
  [['show', 'a', 'b'], /^show takes the id of one token\./],
  [['show', 'abc'], /at least its first four characters/],
  [['revoke'], /^revoke takes the id of one token\./],
  [['revoke', '0000', '--kind', 'personal'], /^revoke has no option --kind\.\n$/],
  [['revoke', '00000000-0000-4000-8000-000000000000'], /No token has this id/],
  [['revoke', '%'], /at least its first four characters/],
  [['suspend'], /^suspend takes the id of one token\./],
  [['resume', '0000', '--kind', 'personal'], /^resume has no option --kind\.\n$/],
  [['delete', '00000000-0000-4000-8000-000000000000'], /No token has this id/],
  [['--json'], /^A command is missing\./],
  [['toString'], /^Unknown command\./],
  [['rotate'], /^rotate takes the id of one token\./],
  [['rotate', '00000000-0000-4000-8000-000000000000'], /No token has this id/],
  [['rotate', '0000', '--name', 'x'], /^rotate has no option --name\.\n$/],
  [['rotate', '0000', '--retire-on-first-use=yes'], /^--retire-on-first-use takes no value\.\n$/],
  [['create', '--name', 'x', '--overlap', '1h'], /^create has no option --overlap\.\n$/],
  [['destroy'], /Unknown command/],
])('%j: prints one sentence and exits with 1', async (args, sentence) => {
  const { code, stdout, stderr } = await run('token', args, { LYNK_AUTH_DATA: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
});
