// The guard, which checks permissions in every type of context, and what it throws.
import { isPromise } from '@lynk-auth/core/internal';
import { discardRequestBody, type HttpResponse, type PermissionCheck } from '@lynk-auth/core/server';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Requirements, readRequirements, type Target } from '../decorators/read-requirements.ts';
import { findRequest } from '../find-request.ts';
import type { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
import { type NodeRequest, type NodeResponse, unwrapRaw } from '../node-exchange.ts';
import { OPERATION_AUTHORIZER } from '../tokens.ts';
import { getHandshake } from '../websockets/handshake.ts';
import { createAccessCheck } from './create-access-check.ts';
import { LynkAuthException } from './lynk-auth-exception.ts';

/**
 * The guard that authorizes calls of handlers. It requires a principal, unless the handler is `@Public()`, and all
 * permissions of `@RequirePermission`. In GraphQL it authorizes the whole operation. In a WebSocket gateway it verifies
 * the token of the handshake again for each message. Messages of a microservice carry no token, so it accepts them for
 * `@Public()` handlers only. It throws in any other context, and if the middleware did not run.
 *
 * The module makes it global. A test replaces it with `overrideProvider(LynkAuthGuard)`.
 */
@Injectable()
export class LynkAuthGuard implements CanActivate {
  private readonly checks = createCheckCache(createAccessCheck);
  /** Permissions only: the operation's check has decided whether a principal is required. */
  private readonly fieldChecks = createCheckCache(({ permissions }) =>
    createAccessCheck({ permissions, isPublic: true }),
  );

  constructor(@Inject(OPERATION_AUTHORIZER) private readonly operationAuthorizer: OperationAuthorizer) {}

  /** @throws {LynkAuthException} if it rejects the call; in a gateway a `LynkWsException`. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const type = context.getType<string>();
    if (type === 'rpc' && isPublicHandler(context)) return true;
    const request = findRequest(context, 'LynkAuthGuard');
    if (type === 'graphql') {
      const refusal = this.operationAuthorizer.authorize(request, context.getArgByIndex(3));
      return throwIfRefused(
        refusal ?? this.fieldChecks(context)(request),
        (errorResponse) => new LynkAuthException(errorResponse),
      );
    }
    const check = this.checks(context);
    if (type === 'ws') {
      // The guard may be set globally, on the gateway and on the handler. Nest's version decides which of them run.
      if (checkedMessages.has(context)) return true;
      checkedMessages.add(context);
      const { reauthenticate, createException } = getHandshake(request);
      const authorize = (refusal: HttpResponse | null) =>
        throwIfRefused(refusal ?? check(request), createException);
      const refusal = reauthenticate();
      return isPromise(refusal) ? refusal.then(authorize) : authorize(refusal);
    }
    return throwIfRefused(check(request), (errorResponse) => {
      const http = context.switchToHttp();
      setRefusalHeaders(
        unwrapRaw(http.getRequest<NodeRequest>()),
        unwrapRaw(http.getResponse<NodeResponse>()),
        errorResponse,
      );
      return new LynkAuthException(errorResponse);
    });
  }
}

const isPublicHandler = (context: ExecutionContext): boolean =>
  readRequirements(context.getHandler() as Target, context.getClass()).isPublic;

/** The WebSocket messages that were checked already. */
const checkedMessages = new WeakSet<ExecutionContext>();

/** Caches checks by class and handler, because several classes may inherit one handler. */
function createCheckCache(
  create: (requirements: Requirements) => PermissionCheck,
): (context: ExecutionContext) => PermissionCheck {
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
      check = create(readRequirements(handler, owner));
      checks.set(handler, check);
    }
    return check;
  };
}

function throwIfRefused(
  refusal: HttpResponse | null,
  createException: (refusal: HttpResponse) => Error,
): true {
  if (refusal === null) return true;
  throw createException(refusal);
}

/** Sets the challenge before an exception filter runs, because the filter may write its own response. */
function setRefusalHeaders(request: NodeRequest, response: NodeResponse, { headers }: HttpResponse): void {
  for (const name of Object.keys(headers)) {
    if (name !== 'Content-Type') response.setHeader(name, headers[name] as string);
  }
  if (discardRequestBody(request)) response.setHeader('Connection', 'close');
}
