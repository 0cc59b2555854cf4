import { openTokens } from '../../../../../host/open-tokens.ts';

// What the token pages call. A session opens it, a token does not.
async function handle(request: Request): Promise<Response> {
  const { manage } = await openTokens();
  return manage(request);
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST };
