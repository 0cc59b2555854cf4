import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { StartError } from '../start-error.ts';
import { backUp } from './back-up.ts';
import { resetPassword } from './reset-password.ts';
import type { CommandOptions } from './run-token-command.ts';
import { testWebhook } from './test-webhook.ts';

const USAGE = `npm run console -- reset-password [--user EMAIL]

  Prints a link with which a member sets a new password. It is valid once, for 24 hours. The old password and the log-in
  sessions of the member stay valid until the new password is set.

  --user  The email address of the member. Defaults to the first administrator.

  With LYNK_AUTH_FIRST_TOKEN=file, the link is written into the file log-in-link in the data folder. LYNK_AUTH_URL, HOST and
  PORT are those of the running console.

npm run console -- backup FOLDER

  Copies the databases and the secret of the sessions from the data folder into a new folder, while the console is running.

npm run console -- test-webhook

  Sends an event for a test to the webhook of LYNK_AUTH_WEBHOOK_URL, and prints the status of the response.
`;

/** The arguments of a command, besides its name. */
interface Arguments {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

const commands: Readonly<Record<string, (args: Arguments, io: CommandOptions) => Promise<void>>> = {
  async 'reset-password'({ operands, options: { user, ...unknown } }, io) {
    if (operands.length > 0 || Object.keys(unknown).length > 0) {
      throw new StartError(`reset-password takes the option --user only.\n\n${USAGE}`);
    }
    if (user !== undefined && (typeof user !== 'string' || user === '' || user.startsWith('-'))) {
      throw new StartError('--user needs a value.');
    }
    await resetPassword(user, io);
  },

  async 'test-webhook'({ operands, options }, io) {
    if (operands.length > 0 || Object.keys(options).length > 0) {
      throw new StartError(`test-webhook takes no options.\n\n${USAGE}`);
    }
    await testWebhook(io);
  },

  async backup({ operands: [folder, ...others], options }, io) {
    if (folder === undefined || others.length > 0 || Object.keys(options).length > 0) {
      throw new StartError(`backup takes the path of a new folder only.\n\n${USAGE}`);
    }
    io.print(`${await backUp(readConfig(io.env), folder)}\n`);
  },
};

/**
 * Runs a command for the person who operates the console, which may be running.
 *
 * @param args The command and its options.
 * @throws {StartError} if the command is invalid or fails.
 */
export async function runConsoleCommand(args: readonly string[], io: CommandOptions): Promise<void> {
  // Not strict: the errors of Node are not written for the user.
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { user: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (tokens.filter((token) => token.kind === 'option' && token.name === 'user').length > 1) {
    throw new StartError('--user occurs twice.');
  }
  const [name, ...operands] = positionals;
  const { help, ...options } = values;
  if (help !== undefined || name === undefined || name === 'help') return io.print(USAGE);
  if (!Object.hasOwn(commands, name)) throw new StartError(`Unknown command.\n\n${USAGE}`);
  await commands[name]?.({ operands, options }, io);
}
