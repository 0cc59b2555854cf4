import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, test } from 'vitest';
import { Public } from '../decorators/public.ts';
import { RequirePermission } from '../decorators/require-permission.ts';
import { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
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
