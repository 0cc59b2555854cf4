import { parseArgs } from 'node:util';
import { type Management, type Outcome, systemActor, type TokenView } from '@lynk-auth/authority';
import { type Config, readConfig } from './config.ts';
import { createLogger } from './create-logger.ts';
import { openSystem, type System } from './open-system.ts';
import { parseExpiry } from './parse-expiry.ts';
import { StartError } from './start-error.ts';
import { tokenTable } from './token-table.ts';

/** What the command gets from its process. */
export interface CommandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the result goes: a new token, or the list. */
  readonly print: (text: string) => void;
  /** Where the sentences about it go. */
  readonly tell: (text: string) => void;
}

const USAGE = `npm run token -- create --name NAME [--kind personal|service] [--expires 30d] [--role NAME] [--user E-MAIL]
npm run token -- list [--json]
npm run token -- revoke ID

  --kind     personal (default): it may do what its user may do. service: it has a role of its own.
  --expires  24h, 7d, 30d (default), 90d, 180d, any number of h or d, a date such as 2030-01-31, or never.
  --role     of a service token: Admin, Operator, Viewer, or a role of your own.
  --user     whose personal token it is. Default: the organization's first member.
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
 * Makes, lists or revokes tokens, in the console's database, whether or not the console runs.
 *
 * @param args The command and its options.
 * @throws {StartError} with the sentence for a person.
 */
export async function runTokenCommand(args: readonly string[], io: CommandOptions): Promise<void> {
  const { values, positionals } = readArgs(args);
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return io.print(USAGE);
  const commands = { create, list, revoke } as const;
  if (!Object.hasOwn(commands, command)) throw new StartError(`There is no such command.\n\n${USAGE}`);
  const config: Config = readConfig(io.env);
  const system = await openSystem(config.dataFolder, createLogger('error', io.tell));
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
    throw new StartError('There is no organization yet. Start the console once: npm start.');
  }
  return authority.as(systemActor(organization.id));
}

interface Rest extends CommandOptions {
  readonly rest: readonly string[];
}

async function create(management: Management, values: Values, { print, tell }: Rest): Promise<void> {
  const { name, kind, role } = values;
  if (name === undefined) throw new StartError('Give the token a name: --name my-laptop.');
  if (kind !== 'personal' && kind !== 'service') throw new StartError('--kind is personal or service.');
  if (kind === 'personal' && role !== undefined) {
    throw new StartError(
      'A personal token has the role of its user. Leave out --role, or add --kind service.',
    );
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
  const { token, secret } = got(issued);
  tell(`${describe(token)}\nIt is shown this once:\n`);
  print(`${secret.reveal()}\n`);
}

/** What a call gave; an expected failure is a sentence for whoever typed the command. */
function got<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new StartError(outcome.message);
}

const describe = ({ kind, name, id, expiresAt }: TokenView): string =>
  `Created the ${kind} token "${name}" (${id}), which ${
    expiresAt === null ? 'never expires' : `expires on ${new Date(expiresAt).toISOString()}`
  }.`;

async function findMember(management: Management, email: string | undefined): Promise<string> {
  const { members } = got(await management.listMembers());
  const found = email === undefined ? members[0] : members.find((member) => member.email === email);
  if (found === undefined) throw new StartError('The organization has no such user.');
  return found.userId;
}

async function findRole(management: Management, name: string | undefined): Promise<string> {
  const { roles } = got(await management.listRoles());
  const found = roles.find((role) => role.name.toLowerCase() === name?.toLowerCase());
  if (found === undefined) {
    throw new StartError(
      `A service token needs a role: --role ${roles.map((role) => role.name).join(', or ')}.`,
    );
  }
  return found.id;
}

async function list(management: Management, { json }: Values, { print }: Rest): Promise<void> {
  const { tokens } = got(await management.listTokens());
  print(json ? `${JSON.stringify(tokens, null, 2)}\n` : tokenTable(tokens, Date.now()));
}

async function revoke(management: Management, _: Values, { rest, tell }: Rest): Promise<void> {
  const [id] = rest;
  if (id === undefined || rest.length > 1)
    throw new StartError('Name one token by its id; npm run token -- list shows them.');
  const { token } = got(await management.revokeToken(id));
  tell(`Revoked the ${token.kind} token "${token.name}". That is final.\n`);
}
