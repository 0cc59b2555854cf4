import { createServer, type Server } from 'node:http';
import type { Principal } from '@lynk-auth/core';
import type { TokenVerifier } from '@lynk-auth/core/server';
import { createVerifier } from '@lynk-auth/verifier';
import { createSchema, createYoga } from 'graphql-yoga';
import { createLogger } from '../../../console/src/create-logger.ts';
import { createApiServer } from '../../../console/src/http/create-api-server.ts';
import { createFixture } from '../create-fixture.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import { createCheck } from '../plugins/credentials.ts';
import { listen, type Variants } from '../plugins/variant.ts';
import { sha256 } from '../sha256.ts';

/** The console's API on SQLite, whose log lines are written and dropped. */
export const CONSOLE = 'the console';
/** The same server, on whose verifier nothing depends: one SHA-256 and one read of a Map. */
export const SAME_SERVER = 'the same server, a hand-written check';
/** What one writes without any of this: no limits for documents, no permissions, no log, no database. */
export const BARE_SERVER = 'graphql-yoga, a hand-written check';

export const variants: Variants = {
  async [CONSOLE]() {
    const { authorization, server } = await createConsole((verifier) => verifier);
    return listen(server, authorization);
  },

  async [SAME_SERVER]() {
    const { authorization, server } = await createConsole((_, token, principal) => {
      const known = new Map([[sha256(token), principal]]);
      return {
        verify(sent) {
          const found = known.get(sha256(sent));
          return found === undefined
            ? { ok: false, kind: 'invalid_token', reason: 'unknown' }
            : { ok: true, principal: found };
        },
      };
    });
    return listen(server, authorization);
  },

  async [BARE_SERVER]() {
    const token = `${crypto.randomUUID()}`;
    const check = createCheck(token);
    const organization = { id: crypto.randomUUID(), name: 'Bench' };
    const yoga = createYoga<{ user: string }>({
      schema: createSchema<{ user: string }>({
        typeDefs: `type Organization { id: ID! name: String! } type Query { organization: Organization! }`,
        resolvers: { Query: { organization: () => organization } },
      }),
      logging: false,
      graphiql: false,
      landingPage: false,
      graphqlEndpoint: '/lynkapi',
    });
    const server = createServer((request, response) => {
      const user = check(request.headers.authorization);
      if (user === undefined) response.writeHead(401).end();
      else yoga(request, response, { user });
    });
    return listen(server, `Bearer ${token}`);
  },
};

/** Creates the server of the console on a store with one token. */
async function createConsole(
  choose: (verifier: TokenVerifier, token: string, principal: Principal) => TokenVerifier,
): Promise<{ readonly server: Server; readonly authorization: string }> {
  const place = await createSqlitePlace();
  process.once('exit', () => void place.remove?.());
  const { authority, tokens } = await createFixture(place, 1);
  const [token = ''] = tokens;
  const verifier = createVerifier({ source: authority.source });
  const verified = await verifier.verify(token);
  if (!verified.ok) throw new Error('The token is not valid.');
  const server = createApiServer({
    authority,
    verifier: choose(verifier, token, verified.principal),
    logger: createLogger('info', () => undefined),
    introspection: true,
    trustedProxies: 0,
    requestTimeoutSeconds: 30,
  });
  return { server, authorization: `Bearer ${token}` };
}
