import { readConfig } from '../config.ts';
import { createLogger } from '../create-logger.ts';
import { createLink, findMemberByEmail } from '../identity/create-link.ts';
import { openIdentities } from '../identity/open-identities.ts';
import { openSystem } from '../open-system.ts';
import { toAddress } from '../to-address.ts';
import { writePrivateFile } from '../write-private-file.ts';
import type { CommandOptions } from './run-token-command.ts';

/**
 * Creates a one-time link to set a password. The console may be running.
 *
 * @param user The email address of the member. Default: the first administrator.
 * @throws {StartError} if there is no such member, or the database cannot be used.
 */
export async function resetPassword(user: string | undefined, io: CommandOptions): Promise<void> {
  const config = readConfig(io.env);
  const { dataFolder, firstToken, url, host, port } = config;
  const logger = createLogger('error', io.report);
  const system = await openSystem(config, logger);
  try {
    const identities = await openIdentities({ config, store: system.store, origins: [], logger });
    try {
      const member = await findMemberByEmail(system.store, user);
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
      await identities.close();
    }
  } finally {
    await system.close();
  }
}
