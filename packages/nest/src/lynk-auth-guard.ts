import { isPromise } from '@lynk-auth/core/internal';
import { type HttpResponse, type PermissionCheck, shouldCloseConnection } from '@lynk-auth/core/server';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { createCheck } from './create-check.ts';
import { type Demand, demandOf, type Target } from './demand-of.ts';
import type { Operations } from './graphql/operations.ts';
import { handshakeOf } from './handshake.ts';
import { LynkAuthException } from './lynk-auth-exception.ts';
import { type NodeRequest, type NodeResponse, rawOf } from './node-exchange.ts';
import { requestOf } from './request-of.ts';
import { OPERATIONS } from './tokens.ts';

/**
 * Judges who may call a handler: somebody, unless it is `@Public()`, with all that `@RequirePermission`
 * asks for. Who that is the middleware has found out before. In GraphQL it judges the whole operation;
 * in a gateway it has the token of the handshake verified anew for each message. In any other context,
 * and where the middleware did not run, it throws.
 *
 * The module makes it global. Replace it in a test by `overrideProvider(LynkAuthGuard)`.
 */
@Injectable()
export class LynkAuthGuard implements CanActivate {
  private readonly checks = createCache(createCheck);
  /** Whether nobody may ask at all the operation has told. */
  private readonly fieldChecks = createCache(({ permissions }) =>
    createCheck({ permissions, isPublic: true }),
  );

  constructor(@Inject(OPERATIONS) private readonly operations: Operations) {}

  /** @throws {LynkAuthException} where it refuses; in a gateway a `LynkWsException`. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context, 'LynkAuthGuard');
    const type = context.getType<string>();
    if (type === 'graphql') {
      const refusal = this.operations.refusal(request, context.getArgByIndex(3));
      return pass(refusal ?? this.fieldChecks(context)(request), (found) => new LynkAuthException(found));
    }
    const check = this.checks(context);
    if (type === 'ws') {
      // Global, of the gateway, of the handler: which of them are asked depends on Nest's version.
      if (result.has(context)) return true;
      result.add(context);
      const { reauthenticate, exception } = handshakeOf(request);
      const refusal = (found: HttpResponse | null) => pass(found ?? check(request), exception);
      const refused = reauthenticate();
      return isPromise(refused) ? refused.then(refusal) : refusal(refused);
    }
    return pass(check(request), (refusal) => {
      const http = context.switchToHttp();
      prepare(rawOf(http.getRequest<NodeRequest>()), rawOf(http.getResponse<NodeResponse>()), refusal);
      return new LynkAuthException(refusal);
    });
  }
}

type CheckOf = (context: ExecutionContext) => PermissionCheck;

/** Keeps checks by class and handler: a handler of a base class may be one of several. */
function createCache(create: (demand: Demand) => PermissionCheck): CheckOf {
  const byOwner = new WeakMap<Target, WeakMap<Target, PermissionCheck>>();
  return (context) => {
    const owner = context.getClass();
    const handler = context.getHandler() as Target;
    let checks = byOwner.get(owner);
    if (checks === undefined) {
      checks = new WeakMap();
      byOwner.set(owner, checks);
    }
    let check = checks.get(handler);
    if (check === undefined) {
      check = create(demandOf(handler, owner));
      checks.set(handler, check);
    }
    return check;
  };
}

/** The messages that were checked already. */
const result = new WeakSet<ExecutionContext>();

function pass(refusal: HttpResponse | null, exception: (refusal: HttpResponse) => Error): true {
  if (refusal === null) return true;
  throw exception(refusal);
}

/** A filter may write the answer as it likes: the headers that say why are there already. */
function prepare(request: NodeRequest, response: NodeResponse, { headers }: HttpResponse): void {
  for (const name of Object.keys(headers)) {
    if (name !== 'Content-Type') response.setHeader(name, headers[name] as string);
  }
  if (shouldCloseConnection(request)) response.setHeader('Connection', 'close');
}
