import type { FirstStart } from './first-start.ts';

/**
 * Formats the welcome message. After the first start it contains the token, which is shown only here.
 *
 * @param address The URL of the console.
 * @param first What the first start created, or `null` on later starts.
 */
export function welcome(address: string, first: FirstStart | null): string {
  if (first === null) {
    return [
      `The console is listening on ${address}`,
      '',
      'The first token was shown on the first start and cannot be shown again. To create another token:',
      '',
      '  npm run token -- create --name my-laptop',
      '',
    ].join('\n');
  }
  const token = first.token.reveal();
  const expires = new Date(first.expiresAt).toISOString().slice(0, 10);
  return [
    `The console is listening on ${address}`,
    '',
    `Created the organization "${first.organization.name}", its administrator and a personal token.`,
    `Copy the token now. It is not shown again, and it expires on ${expires}:`,
    '',
    `  ${token}`,
    '',
    'To test it:',
    '',
    `  curl ${address}/lynkapi -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '{"query": "query { organization { id name } }"}'`,
    '',
    'To create, list or revoke tokens while the console is running: npm run token',
    '',
  ].join('\n');
}
