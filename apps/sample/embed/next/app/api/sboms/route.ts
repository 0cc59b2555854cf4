import { authenticateRequest, createAuthorizer, toResponse } from '@lynk-auth/core/server';
import { openTokens } from '../../../../host/open-tokens.ts';

const authorizer = createAuthorizer(['view_sboms']);

// The API of the application. A token opens it, a session does not.
export async function GET(request: Request): Promise<Response> {
  const { verifier } = await openTokens();
  const result = await authenticateRequest(request, verifier);
  if (!result.ok) return toResponse(result.response);
  const refusal = authorizer.refusal(result.principal);
  return refusal === null ? Response.json([]) : toResponse(refusal);
}
