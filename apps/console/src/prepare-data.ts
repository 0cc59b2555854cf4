import type { Config } from './config.ts';
import type { Logger } from './create-logger.ts';
import { describeFailure } from './describe-failure.ts';
import { firstStart } from './first-start.ts';
import { createLink, findMemberByEmail } from './identity/create-link.ts';
import type { Identities } from './identity/open-identities.ts';
import type { System } from './open-system.ts';
import type { WelcomeOptions } from './welcome.ts';
import { writePrivateFile } from './write-private-file.ts';

/** What {@link prepareData} needs. */
export interface PrepareOptions {
  readonly system: System;
  readonly identities: Identities;
  readonly config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'firstToken' | 'url'>;
  /** The URL that the console listens on. */
  readonly address: string;
  readonly logger: Logger;
}

/**
 * Fills an empty database, and creates the link to the first log-in. Of several consoles that start at once, one does.
 *
 * @returns What the welcome message shows.
 * @throws {StartError} if the first token cannot be written to its file.
 */
export async function prepareData(options: PrepareOptions): Promise<WelcomeOptions> {
  const { system, identities, config, address, logger } = options;
  const first = await identities.exclusively(() => firstStart(system));
  const instead = 'Create another token: npm run token -- create --name my-laptop';
  const tokenFile =
    first !== null && config.firstToken === 'file'
      ? await writePrivateFile(config.dataFolder, 'first-token', first.token.reveal(), instead)
      : null;
  // A second link would end the one that the first of several consoles has created.
  const isNeeded = config.databaseUrl === null || first !== null;
  const link = await (isNeeded ? createFirstLink(options) : null)?.catch((error: unknown) => {
    // The API works without a dashboard to log in to.
    logger.warn({ error: describeFailure(error) }, 'the link to the first log-in could not be created');
    return null;
  });
  return { address, first, tokenFile, link: link ?? null };
}

/** Creates a link with which the administrator sets the first password. `null` if a password exists. */
async function createFirstLink({
  system,
  identities,
  config: { dataFolder, firstToken, url },
  address,
}: PrepareOptions): Promise<WelcomeOptions['link']> {
  if (await identities.hasPassword()) return null;
  const link = await createLink(identities, await findMemberByEmail(system.store), url ?? address);
  const instead = 'Create another link: npm run console -- reset-password';
  const file =
    firstToken === 'file' ? await writePrivateFile(dataFolder, 'log-in-link', link.url, instead) : null;
  return { ...link, file };
}
