import { parseArgs } from 'node:util';
import { type Management, type Outcome, systemActor, type TokenView } from '@lynk-auth/authority';
import { type Config, readConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { openSystem, type System } from './open-system.ts';
import { parseExpiry } from './parse-expiry.ts';
import { StartError } from './start-error.ts';
import { tokenTable } from './token-table.ts';

/** The environment and the outputs of the command. */
export interface CommandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes the result: a new token or the list of tokens. */
  readonly print: (text: string) => void;
  /** Writes messages for the user. */
  readonly report: (text: string) => void;
}

const USAGE = `npm run token -- create --name NAME [--kind personal|service] [--expires 30d] [--role NAME] [--user EMAIL]
npm run token -- list [--json]
npm run token -- revoke ID

  --name     The name of the token.
  --kind     personal (default): the token has the permissions of its user. service: it has a role of its own.
  --expires  A duration such as 24h or 30d (default), a date such as 2030-01-31, or never.
  --role     The role of a service token: Admin, Operator, Viewer, or a custom role.
  --user     The email address of the personal token's user. Defaults to the first member of the organization.
`;

const options = {
  name: { type: 'string' },
  kind: { type: 'string', default: 'personal' },
  expires: { type: 'string', default: '30d' },
  role: { type: 'string' },
  user: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof readArgs>['values'];

/**
 * Creates, lists or revokes tokens in the console's database. The console may be running.
 *
 * @param args The command and its options.
 * @throws {StartError} if the command is invalid or fails.
 */
export async function runTokenCommand(args: readonly string[], io: CommandOptions): Promise<void> {
  const { values, positionals } = readArgs(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return io.print(USAGE);
  const commands = { create, list, revoke } as const;
  if (!Object.hasOwn(commands, command)) throw new StartError(`Unknown command.\n\n${USAGE}`);
  const config: Config = readConfig(io.env);
  const system = await openSystem(config.dataFolder, createLogger('error', io.report));
  try {
    const management = await manage(system);
    await commands[command as keyof typeof commands](management, values, { ...io, rest });
  } finally {
    await system.close();
  }
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function manage({ authority, store }: System): Promise<Management> {
  const [organization] = await store.listOrganizations();
  if (organization === undefined) {
    throw new StartError('There is no organization yet. Start the console first: npm start');
  }
  return authority.as(systemActor(organization.id));
}

interface Rest extends CommandOptions {
  readonly rest: readonly string[];
}

async function create(management: Management, values: Values, { print, report }: Rest): Promise<void> {
  const { name, kind, role } = values;
  if (name === undefined) throw new StartError('--name is required, for example --name my-laptop.');
  if (kind !== 'personal' && kind !== 'service') throw new StartError('--kind must be personal or service.');
  if (kind === 'personal' && role !== undefined) {
    throw new StartError('A personal token has the role of its user. Remove --role, or add --kind service.');
  }
  const expiresAt = parseExpiry(values.expires, Date.now());
  const issued =
    kind === 'personal'
      ? await management.issuePersonalToken({
          name,
          expiresAt,
          ownerId: await findMember(management, values.user),
        })
      : await management.issueServiceToken({ name, expiresAt, roleId: await findRole(management, role) });
  const { token, secret } = unwrap(issued);
  report(`${describe(token)}\nCopy it now. It is not shown again:\n`);
  print(`${secret.reveal()}\n`);
}

/** Unwraps an outcome, and reports a failure to the user. */
function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new StartError(outcome.message);
}

const describe = ({ kind, name, id, expiresAt }: TokenView): string =>
  `Created the ${kind} token "${name}" (${id}), which ${
    expiresAt === null ? 'never expires' : `expires on ${new Date(expiresAt).toISOString()}`
  }.`;

async function findMember(management: Management, email: string | undefined): Promise<string> {
  const { members } = unwrap(await management.listMembers());
  const found = email === undefined ? members[0] : members.find((member) => member.email === email);
  if (found === undefined) throw new StartError('The organization has no member with this email address.');
  return found.userId;
}

async function findRole(management: Management, name: string | undefined): Promise<string> {
  const { roles } = unwrap(await management.listRoles());
  const found = roles.find((role) => role.name.toLowerCase() === name?.toLowerCase());
  if (found === undefined) {
    throw new StartError(
      `--role must be a role of the organization: ${roles.map((role) => role.name).join(', ')}.`,
    );
  }
  return found.id;
}

async function list(management: Management, { json }: Values, { print }: Rest): Promise<void> {
  const { tokens } = unwrap(await management.listTokens());
  print(json ? `${JSON.stringify(tokens, null, 2)}\n` : tokenTable(tokens, Date.now()));
}

async function revoke(management: Management, _: Values, { rest, report }: Rest): Promise<void> {
  const [id] = rest;
  if (id === undefined || rest.length > 1)
    throw new StartError('revoke takes the id of one token. List the ids with: npm run token -- list');
  const { token } = unwrap(await management.revokeToken(id));
  report(`Revoked the ${token.kind} token "${token.name}". This cannot be undone.\n`);
}
