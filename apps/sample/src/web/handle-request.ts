import type { Principal } from '@lynk-auth/core';
import { type Authentication, createErrorResponse, toResponse } from '@lynk-auth/core/server';
import { findRoute } from './find-route.ts';
import { readJson } from './read-json.ts';

/** The result of an authenticated request. */
type Authenticated = Extract<Authentication<Principal>, { ok: true }>;

/** Runs the API for a web `Request`. */
export async function handleRequest(
  request: Request,
  { principal, headers }: Authenticated,
): Promise<Response> {
  const response = await respond(request, principal);
  // Lynk-Token-Expires, also on error responses.
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** Checks the route, then the permission, then the body. */
async function respond(request: Request, principal: Principal): Promise<Response> {
  const route = findRoute(request.method, new URL(request.url).pathname);
  if (route === undefined) return toResponse(createErrorResponse('not_found'));
  const refusal = route.authorizer.refusal(principal);
  if (refusal !== null) return toResponse(refusal);
  const input = await readJson(request.body);
  if (!input.ok) return toResponse(createErrorResponse(input.code));
  const { status, body } = route.run(principal, input.value);
  return Response.json(body, { status });
}
