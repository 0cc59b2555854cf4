import type { FirstStart } from './first-start.ts';

/**
 * Formats the welcome message. After the first start it contains the token, which is shown only here, or the path of the
 * file that contains it.
 *
 * @param address The URL of the console.
 * @param first What the first start created, or `null` on later starts.
 * @param file The path of the file with the token, or `null` if the message contains the token.
 */
export function welcome(address: string, first: FirstStart | null, file: string | null): string {
  const listening = `The console is listening on ${address}`;
  if (first === null) {
    return [
      listening,
      '',
      'The first token was created on the first start and cannot be shown again. To create another token:',
      '',
      '  npm run token -- create --name my-laptop',
      '',
    ].join('\n');
  }
  const token = file === null ? first.token.reveal() : `$(cat '${file}')`;
  const expires =
    first.expiresAt === null
      ? 'never expires'
      : `expires on ${new Date(first.expiresAt).toISOString().slice(0, 10)}`;
  return [
    listening,
    '',
    `Created the organization "${first.organization.name}", its administrator and a personal token.`,
    file === null
      ? `Copy the token now. It is not shown again, and it ${expires}:`
      : `The token is in this file, which only you can read. Delete the file after use. The token ${expires}.`,
    '',
    `  ${file ?? token}`,
    '',
    'To test it:',
    '',
    `  curl ${address}/lynkapi -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '{"query": "query { organization { id name } }"}'`,
    '',
    'To create, list or revoke tokens while the console is running: npm run token',
    '',
  ].join('\n');
}
