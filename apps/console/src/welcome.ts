import type { FirstStart } from './first-start.ts';

/** What {@link welcome} shows. */
export interface WelcomeOptions {
  /** The URL that the console listens on. */
  readonly address: string;
  /** What the first start created, or `null` on later starts. */
  readonly first: FirstStart | null;
  /** The path of the file with the token, or `null` if the message contains the token. */
  readonly tokenFile: string | null;
  /** The link that sets the first password, with the path of its file if it is in one; `null` if a password exists. */
  readonly link: { readonly url: string; readonly email: string; readonly file: string | null } | null;
}

/**
 * Formats the welcome message. After the first start it contains the token, which is shown only here, and until the first
 * password is set, a link to set it.
 */
export function welcome({ address, first, tokenFile, link }: WelcomeOptions): string {
  return [
    `The console is listening on ${address}`,
    '',
    ...(first === null ? laterStart : firstToken(address, first, tokenFile)),
    '',
    ...(link === null ? logIn : firstLogIn(link)),
    '',
  ].join('\n');
}

const laterStart = [
  'The first token was created on the first start and cannot be shown again. To create another token:',
  '',
  '  npm run token -- create --name my-laptop',
];

const logIn = [
  'To log in to the dashboard, open the address in a browser. For a new password:',
  '',
  '  npm run console -- reset-password',
];

function firstToken(
  address: string,
  { organization, token, expiresAt }: FirstStart,
  file: string | null,
): readonly string[] {
  const value = file === null ? token.reveal() : `$(cat '${file}')`;
  const expires =
    expiresAt === null ? 'never expires' : `expires on ${new Date(expiresAt).toISOString().slice(0, 10)}`;
  return [
    `Created the organization "${organization.name}", its administrator and a personal token.`,
    file === null
      ? `Copy the token now. It is not shown again, and it ${expires}:`
      : `The token is in this file, which only you can read. Delete the file after use. The token ${expires}.`,
    '',
    `  ${file ?? value}`,
    '',
    'To test it:',
    '',
    `  curl ${address}/lynkapi -H "Authorization: Bearer ${value}" -H "Content-Type: application/json" -d '{"query": "query { organization { id name } }"}'`,
    '',
    'To create, list or revoke tokens while the console is running: npm run token',
  ];
}

const firstLogIn = ({ url, email, file }: NonNullable<WelcomeOptions['link']>): readonly string[] => [
  `To log in to the dashboard as ${email}, set your password with this link.`,
  file === null
    ? 'It is valid once, for 24 hours:'
    : 'It is valid once, for 24 hours, and is in this file, which only you can read:',
  '',
  `  ${file ?? url}`,
];
