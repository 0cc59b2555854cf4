import type { Principal } from '@lynk-auth/core';
import { type Authentication, createErrorResponse, toResponse } from '@lynk-auth/core/server';
import { findRoute } from './find-route.ts';
import { readJson } from './read-json.ts';

/** What is known of a request whose token is good. */
type Authenticated = Extract<Authentication<Principal>, { ok: true }>;

/** The API for every runtime that hands a web `Request` over. */
export async function handleRequest(
  request: Request,
  { principal, headers }: Authenticated,
): Promise<Response> {
  const response = await judge(request, principal);
  // When the token expires: on refusals too.
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** In this order: route, permission, body. */
async function judge(request: Request, principal: Principal): Promise<Response> {
  const route = findRoute(request.method, new URL(request.url).pathname);
  if (route === undefined) return toResponse(createErrorResponse('not_found'));
  const refusal = route.authorizer.refusal(principal);
  if (refusal !== null) return toResponse(refusal);
  const input = await readJson(request.body);
  if (!input.ok) return toResponse(createErrorResponse(input.code));
  const { status, body } = route.answer(principal, input.value);
  return Response.json(body, { status });
}
