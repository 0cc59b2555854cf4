import { setAuthContext } from '@lynk-auth/core/server';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, test } from 'vitest';
import { Public } from '../decorators/public.ts';
import { readRequirements } from '../decorators/read-requirements.ts';
import { RequirePermission } from '../decorators/require-permission.ts';
import { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
import { createAccessCheck } from './create-access-check.ts';
import { LynkAuthGuard } from './lynk-auth-guard.ts';

class Handlers {
  @Public()
  handle() {}

  guarded() {}

  @Public()
  @RequirePermission('update_sboms')
  publicWithPermission() {}
}

const guard = new LynkAuthGuard(new OperationAuthorizer(new Map() as never));

/** Creates a context of this type, as Nest does. */
function createContext(type: string, args: unknown[], handler: keyof Handlers = 'handle') {
  const context = new ExecutionContextHost(args as never[], Handlers, Handlers.prototype[handler]);
  context.setType(type);
  return context;
}

test.each([RequirePermission, RequirePermission.any])('rejects an invalid list of permissions', (require) => {
  for (const permissions of [[], [''], ['two words'], ['"'], [1], [['update_sboms']]]) {
    expect(() => require(...(permissions as [string]))).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    );
  }
});

test('requires everything of repeated decorators, and of the class', () => {
  @RequirePermission.any('view_sboms', 'view_users')
  class Repeated {
    @RequirePermission('view_sboms')
    @RequirePermission.any('update_sboms', 'delete_sboms')
    @RequirePermission.any('delete_sboms', 'update_sboms')
    @RequirePermission('view_users')
    handle() {}
  }
  const { permissions } = readRequirements(Repeated.prototype.handle, Repeated);
  const check = createAccessCheck({ permissions, isPublic: false });
  const statusFor = (...held: string[]) => {
    const request = {};
    const principal = { kind: 'service', tokenId: 't', organizationId: 'o', expiresAt: null } as const;
    setAuthContext(request, { principal: { ...principal, permissions: held }, realm: 'api' });
    return check(request)?.status ?? 200;
  };
  expect(permissions).toHaveLength(4);
  expect(statusFor('view_sboms', 'view_users', 'update_sboms')).toBe(200);
  expect(statusFor('view_sboms', 'view_users', 'delete_sboms')).toBe(200);
  for (const held of [
    ['view_sboms', 'view_users'],
    ['view_sboms', 'update_sboms'],
    ['view_users', 'update_sboms', 'delete_sboms'],
    [],
  ]) {
    expect(statusFor(...held)).toBe(403);
  }
});

test.each([
  ['of an unknown type', 'job', [{}, {}], 'only HTTP, GraphQL and WebSocket'],
  ['of a type named like an Object property', 'constructor', [{}, {}], 'only HTTP, GraphQL and WebSocket'],
  ['of a request that the middleware did not authenticate', 'http', [{}, {}], 'lynkAuth did not run before'],
  ['of GraphQL without a request', 'graphql', [{}, {}, {}, {}], 'has no "req"'],
  ['of GraphQL without arguments', 'graphql', [], 'has no "req"'],
  [
    'of a client without an authenticated handshake',
    'ws',
    [{}, {}],
    'handshake of this client was not authenticated',
  ],
])('throws in a context %s, for a public handler too', (_, type, args, message) => {
  expect(() => guard.canActivate(createContext(type, args))).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringContaining(message) }),
  );
});

test('accepts messages of a microservice for public handlers only', () => {
  expect(guard.canActivate(createContext('rpc', [{}, {}]))).toBe(true);
  for (const handler of ['guarded', 'publicWithPermission'] as const) {
    expect(() => guard.canActivate(createContext('rpc', [{}, {}], handler))).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    );
  }
});
