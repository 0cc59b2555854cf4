import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { createLogger } from '../create-logger.ts';
import { createLink, findMemberByEmail } from '../identity/create-link.ts';
import { openIdentities } from '../identity/open-identities.ts';
import { openSystem } from '../open-system.ts';
import { StartError } from '../start-error.ts';
import { toAddress } from '../to-address.ts';
import { writePrivateFile } from '../write-private-file.ts';
import type { CommandOptions } from './run-token-command.ts';

const USAGE = `npm run console -- reset-password [--user EMAIL]

  Prints a link with which a member sets a new password. It is valid once, for 24 hours. The old password and the log-in
  sessions of the member stay valid until the new password is set.

  --user  The email address of the member. Defaults to the first administrator.

With LYNK_AUTH_FIRST_TOKEN=file, the link is written into the file log-in-link in the data folder. LYNK_AUTH_URL, HOST and PORT
are those of the running console.
`;

/**
 * Creates a one-time link to set a password. The console may be running.
 *
 * @param args The command and its options.
 * @throws {StartError} if the command is invalid or fails.
 */
export async function runConsoleCommand(args: readonly string[], io: CommandOptions): Promise<void> {
  const read = readConsoleArguments(args);
  if (read === 'help') return io.print(USAGE);
  const { dataFolder, firstToken, url, host, port } = readConfig(io.env);
  const logger = createLogger('error', io.report);
  const system = await openSystem(dataFolder, logger);
  try {
    const identities = await openIdentities({ folder: dataFolder, store: system.store, origins: [], logger });
    try {
      const member = await findMemberByEmail(system.store, read.user);
      const link = await createLink(identities, member, url ?? toAddress(host, port));
      io.report(
        `To set a new password for ${link.email}, open this link. It is valid once, for 24 hours:\n\n`,
      );
      const file =
        firstToken === 'file'
          ? await writePrivateFile(dataFolder, 'log-in-link', link.url, 'Try again.')
          : null;
      io.print(`${file ?? link.url}\n`);
    } finally {
      identities.close();
    }
  } finally {
    await system.close();
  }
}

function readConsoleArguments(args: readonly string[]): { readonly user?: string } | 'help' {
  // Not strict: the errors of Node are not written for the user.
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { user: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
  });
  const [command, ...rest] = positionals;
  const { user, help, ...unknown } = values;
  if (help !== undefined || command === undefined || command === 'help') return 'help';
  if (command !== 'reset-password') throw new StartError(`Unknown command.\n\n${USAGE}`);
  if (rest.length > 0 || Object.keys(unknown).length > 0) {
    throw new StartError(`reset-password takes the option --user only.\n\n${USAGE}`);
  }
  if (user === undefined) return {};
  if (typeof user !== 'string' || user === '' || user.startsWith('-')) {
    throw new StartError('--user needs a value.');
  }
  return { user };
}
