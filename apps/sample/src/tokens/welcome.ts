import type { FirstTokens } from './open-authority.ts';

/**
 * Formats the welcome message. After the first start it contains the tokens, which are shown only here.
 *
 * @param address The URL of the API.
 * @param first The tokens of an empty store, or `null` on later starts.
 */
export function welcome(address: string, first: Pick<FirstTokens, 'pipeline' | 'admin'> | null): string {
  const listening = `The API is listening on ${address}\n`;
  if (first === null)
    return `${listening}\nThe tokens were shown on the first start and cannot be shown again.\n`;
  const [pipeline, admin] = [first.pipeline.reveal(), first.admin.reveal()];
  return `${listening}
Copy the tokens now. They are not shown again. The first is for a pipeline, which reads and uploads; the second is for an
administrator:

  ${pipeline}
  ${admin}

To test it:

  curl ${address}/organization -H "Authorization: Bearer ${pipeline}"

A call without the permission, which gets a 403:

  curl -i -X PATCH ${address}/organization -H "Authorization: Bearer ${pipeline}" -H "Content-Type: application/json" -d '{"name": "Ours"}'
`;
}
