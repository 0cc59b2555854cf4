import type { CreateClient } from './client-under-test.ts';
import { createFixture, type Fixture } from './fixture.ts';
import type { ClientServers } from './script.ts';

/** The subject matter of a case. A runtime that cannot pass a group can leave it out. */
export type ClientCaseGroup =
  | 'options'
  | 'requests'
  | 'bodies'
  | 'tls'
  | 'redirects'
  | 'errors'
  | 'retries'
  | 'limits'
  | 'tokens';

/** One behavior that every client must have. */
export interface ClientCase {
  /** The behavior, as the title of a test. */
  readonly name: string;
  readonly group: ClientCaseGroup;
  /**
   * Checks the behavior.
   *
   * @param createClient Creates the client under test.
   * @param servers The servers of `startClientServers`.
   * @throws {Error} if the client behaves differently. The message contains no token.
   */
  run(createClient: CreateClient, servers: ClientServers): Promise<void>;
}

/** A behavior and its check. */
export interface Behavior {
  readonly name: string;
  run(fixture: Fixture): Promise<void>;
}

/** Converts behaviors to cases, each with servers scripted for it alone. */
export const clientCases = (group: ClientCaseGroup, behaviors: readonly Behavior[]): readonly ClientCase[] =>
  behaviors.map(({ name, run }) => ({
    name,
    group,
    run: (createClient, servers) => run(createFixture(servers, createClient)),
  }));
