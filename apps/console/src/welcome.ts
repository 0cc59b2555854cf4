import type { FirstStart } from './first-start.ts';

/**
 * What a person reads at a start. The first one holds the token: it is printed here, once, and
 * stands nowhere else.
 */
export function welcome(address: string, first: FirstStart | null): string {
  if (first === null) {
    return [
      `The console listens on ${address}`,
      '',
      'Its first token was shown at the first start, and cannot be shown again. To make another:',
      '',
      '  npm run token -- create --name my-laptop',
      '',
    ].join('\n');
  }
  const token = first.token.reveal();
  const expires = new Date(first.expiresAt).toISOString().slice(0, 10);
  return [
    `The console listens on ${address}`,
    '',
    `It made the organization "${first.organization.name}", its administrator, and a personal token.`,
    `The token is shown this once, and expires on ${expires}:`,
    '',
    `  ${token}`,
    '',
    'To check that it works:',
    '',
    `  curl ${address}/lynkapi -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '{"query": "query { organization { id name } }"}'`,
    '',
    'To make, list or revoke tokens, beside the running console: npm run token',
    '',
  ].join('\n');
}
