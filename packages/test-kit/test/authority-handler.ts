import { createAuthority, createMemoryStore, systemActor } from '@lynk-auth/authority';
import { type Connection, createAuthorityHandler, type Handler } from '@lynk-auth/authority/http';
import { createVerifier } from '@lynk-auth/verifier';
import type { CreateHandler } from '../src/index.ts';

/** What a test needs of an organization. */
export interface StartedAuthority {
  /** A service token that may introspect. */
  readonly gateway: string;
  /** Service tokens without that permission, the second of another organization. */
  readonly viewer: string;
  readonly foreign: string;
}

/** An authority in memory. Requests with the header `x-session` come from its administrator. */
async function startAuthority(): Promise<{ readonly started: StartedAuthority; readonly handler: Handler }> {
  const authority = createAuthority({ store: createMemoryStore() });
  const verifier = createVerifier({ source: authority.source, throttle: false, observe: null });
  const issue = async (organizationId: string, roleId: string) => {
    await authority.createOrganization({ id: organizationId, name: 'Acme', admin: { userId: 'ada' } });
    const issued = await authority.as(systemActor(organizationId)).issueServiceToken({ name: 'n', roleId });
    if (!issued.ok) throw new Error(issued.message);
    return issued.secret.reveal();
  };
  const started = {
    gateway: await issue('acme', 'operator'),
    viewer: await issue('acme', 'viewer'),
    foreign: await issue('umbrella', 'viewer'),
  };
  const handler = createAuthorityHandler({
    ...{ authority, verifier, basePath: '/auth' },
    actor: (request) =>
      request.headers.get('x-session') === null
        ? null
        : { kind: 'user', organizationId: 'acme', userId: 'ada' },
  });
  return { started, handler };
}

/** The handlers of an authority, as an application mounts them. `GET /start` starts a new one. */
export const createHandler: CreateHandler = (_, runtime) => {
  // Workers allow no random numbers before the first request.
  let current: Promise<Awaited<ReturnType<typeof startAuthority>>> | undefined;
  return async (request, ...[native]: readonly unknown[]) => {
    if (current === undefined || new URL(request.url).pathname === '/start') {
      current = startAuthority();
      return Response.json((await current).started);
    }
    const { handler } = await current;
    return handler(request, (runtime === 'node' ? { incoming: native } : native) as Connection | undefined);
  };
};
