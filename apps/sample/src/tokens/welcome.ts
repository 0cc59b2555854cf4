import type { FirstTokens } from './open-authority.ts';

/**
 * What a person reads at a start. The tokens are printed here, once, and stand nowhere else.
 *
 * @param address Where the API listens.
 * @param first The tokens of an empty store; `null` at every later start.
 */
export function welcome(address: string, first: FirstTokens | null): string {
  const listens = `The API listens on ${address}\n`;
  if (first === null)
    return `${listens}\nIts tokens were shown at its first start, and cannot be shown again.\n`;
  const [pipeline, admin] = [first.pipeline.reveal(), first.admin.reveal()];
  return `${listens}
It made two tokens, which are shown this once. A pipeline's, which reads and uploads, and an administrator's:

  ${pipeline}
  ${admin}

To check that it works:

  curl ${address}/organization -H "Authorization: Bearer ${pipeline}"

What a pipeline may not do, so a 403:

  curl -i -X PATCH ${address}/organization -H "Authorization: Bearer ${pipeline}" -H "Content-Type: application/json" -d '{"name": "Ours"}'
`;
}
