import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, test } from 'vitest';
import { Operations } from './graphql/operations.ts';
import { LynkAuthGuard } from './lynk-auth-guard.ts';
import { Public } from './public.ts';

class Handlers {
  @Public()
  handle() {}
}

const guard = new LynkAuthGuard(new Operations(new Map() as never));

/** A context of this type, as Nest makes it. */
function contextOf(type: string, args: unknown[]) {
  const context = new ExecutionContextHost(args as never[], Handlers, Handlers.prototype.handle);
  context.setType(type);
  return context;
}

test.each([
  ['of a type that is not known', 'rpc', [{}, {}], 'is not HTTP, GraphQL or WebSocket'],
  ['of a type that objects have by nature', 'constructor', [{}, {}], 'is not HTTP, GraphQL or WebSocket'],
  ['of a request that the middleware has not seen', 'http', [{}, {}], 'lynkAuth did not run before'],
  ['of GraphQL without a request', 'graphql', [{}, {}, {}, {}], 'has no "req"'],
  ['of GraphQL without anything', 'graphql', [], 'has no "req"'],
  ['of a client whose handshake nobody authenticated', 'ws', [{}, {}], 'nobody authenticated the handshake'],
])('a context %s is refused, what is public too', (_, type, args, sentence) => {
  expect(() => guard.canActivate(contextOf(type, args))).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringContaining(sentence) }),
  );
});
