import type { CreateClient } from './client-under-test.ts';
import { createFixture, type Fixture } from './fixture.ts';
import type { ClientServers } from './script.ts';

/** The subject matter of a case. A runtime that cannot pass a group can leave it out. */
export type ClientCaseGroup = 'requests' | 'tls' | 'redirects' | 'errors' | 'retries' | 'limits' | 'tokens';

/** One behaviour that every client must have. */
export interface ClientCase {
  /** The behaviour, as the title of a test. */
  readonly name: string;
  readonly group: ClientCaseGroup;
  /**
   * Checks the behaviour.
   *
   * @param createClient Creates the client under test.
   * @param servers The servers of `startClientServers`.
   * @throws {Error} if the client behaves differently. The message contains no token.
   */
  run(createClient: CreateClient, servers: ClientServers): Promise<void>;
}

/** A behaviour and its check. */
export interface Behaviour {
  readonly name: string;
  run(fixture: Fixture): Promise<void>;
}

/** Converts behaviours to cases, each with servers scripted for it alone. */
export const clientCases = (
  group: ClientCaseGroup,
  behaviours: readonly Behaviour[],
): readonly ClientCase[] =>
  behaviours.map(({ name, run }) => ({
    name,
    group,
    run: (createClient, servers) => run(createFixture(servers, createClient)),
  }));
