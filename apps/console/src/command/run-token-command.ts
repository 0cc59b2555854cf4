import { type Management, systemActor } from '@lynk-auth/authority';
import { readConfig } from '../config.ts';
import { createLogger } from '../create-logger.ts';
import { openSystem, type System } from '../open-system.ts';
import { StartError } from '../start-error.ts';
import { createToken } from './create-token.ts';
import { type DescribedToken, describeTokens } from './describe-tokens.ts';
import { findToken } from './find-token.ts';
import { type CommandName, readArguments, type Values } from './read-arguments.ts';
import { rotateToken } from './rotate-token.ts';
import { tokenDetails, tokenTable } from './token-table.ts';
import { unwrap } from './unwrap.ts';
import { USAGE } from './usage.ts';

/** The environment and the outputs of the command. */
export interface CommandOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes the result: a new token or the list of tokens. */
  readonly print: (text: string) => void;
  /** Writes messages for the user. */
  readonly report: (text: string) => void;
}

/** What every command gets. */
interface Call extends CommandOptions {
  readonly values: Values;
  /** The id that the command takes, or its beginning. */
  readonly id: string;
}

const commands: Readonly<Record<CommandName, (management: Management, call: Call) => Promise<void>>> = {
  async create(management, { values, print, report }) {
    const { token, secret } = await createToken(management, values);
    const described = await describe(management, token.id);
    if (values.json) return print(toJson({ ...described, secret: secret.reveal() }));
    const expires =
      token.expiresAt === null ? 'never expires' : `expires on ${new Date(token.expiresAt).toISOString()}`;
    report(`Created the ${token.kind} token "${token.name}" (${token.id}), which ${expires}.\n`);
    report('Copy it now. It is not shown again:\n\n');
    print(`${secret.reveal()}\n`);
  },

  async list(management, { values: { kind, order, json }, print }) {
    const tokens = (await describeTokens(management, order)).filter(
      (token) => kind === undefined || token.kind === kind,
    );
    print(json ? toJson(tokens) : tokenTable(tokens));
  },

  async show(management, { values, id, print }) {
    const token = await describe(management, id);
    print(values.json ? toJson(token) : tokenDetails(token));
  },

  async rotate(management, { values, id, print, report }) {
    const found = await describe(management, id);
    const { token, secret, overlapUntil } = await rotateToken(management, found.id, values);
    const described = await describe(management, token.id);
    if (values.json) return print(toJson({ ...described, secret: secret.reveal() }));
    report(`Rotated the ${token.kind} token "${token.name}" (${token.id}). ${endOf(overlapUntil, values)}\n`);
    report('Copy the new token now. It is not shown again:\n\n');
    print(`${secret.reveal()}\n`);
  },

  async retire(management, { values, id, print, report }) {
    const found = await describe(management, id);
    const { token } = unwrap(await management.retireSecrets(found.id));
    if (values.json) return print(toJson(await describe(management, token.id)));
    report(`Ended the older secrets of the ${token.kind} token "${token.name}" (${token.id}).\n`);
  },

  async revoke(management, { values, id, print, report }) {
    const found = await describe(management, id);
    const { token } = unwrap(await management.revokeToken(found.id));
    if (values.json) return print(toJson(await describe(management, token.id)));
    report(`Revoked the ${token.kind} token "${token.name}" (${token.id}). This cannot be undone.\n`);
  },

  async suspend(management, { values, id, print, report }) {
    const found = await describe(management, id);
    const { token } = unwrap(await management.suspendToken(found.id));
    if (values.json) return print(toJson(await describe(management, token.id)));
    report(
      `Suspended the ${token.kind} token "${token.name}" (${token.id}). To use it again: resume ${token.id}\n`,
    );
  },

  async resume(management, { values, id, print, report }) {
    const found = await describe(management, id);
    const { token } = unwrap(await management.resumeToken(found.id));
    if (values.json) return print(toJson(await describe(management, token.id)));
    report(`Resumed the ${token.kind} token "${token.name}" (${token.id}).\n`);
  },

  async delete(management, { values, id, print, report }) {
    const token = await describe(management, id);
    unwrap(await management.deleteToken(token.id));
    // As it was: it is in no list any more.
    if (values.json) return print(toJson(token));
    report(`Deleted the ${token.kind} token "${token.name}" (${token.id}). This cannot be undone.\n`);
  },
};

/**
 * Creates, lists, shows, rotates, suspends, resumes, revokes or deletes tokens, or retires their older secrets, in the console's database. The console may be running.
 *
 * @param args The command and its options.
 * @throws {StartError} if the command is invalid or fails.
 */
export async function runTokenCommand(args: readonly string[], io: CommandOptions): Promise<void> {
  const read = readArguments(args);
  if (read.command === 'help') return io.print(USAGE);
  const system = await openSystem(readConfig(io.env), createLogger('error', io.report));
  try {
    await commands[read.command](await manage(system), { ...io, ...read });
  } finally {
    await system.close();
  }
}

async function manage({ authority, store }: System): Promise<Management> {
  const [organization] = await store.listOrganizations();
  if (organization === undefined) {
    throw new StartError('There is no organization yet. Start the console first: npm start');
  }
  return authority.as(systemActor(organization.id));
}

async function describe(management: Management, id: string): Promise<DescribedToken> {
  return findToken(await describeTokens(management), id);
}

function endOf(overlapUntil: number, { overlap, retireOnFirstUse }: Values): string {
  if (overlap !== undefined && Number.parseInt(overlap, 10) === 0) return 'Every older secret has ended.';
  const first = retireOnFirstUse ? '15 minutes after the first use of the new one, and by ' : 'by ';
  return `The older secrets end ${first}${new Date(overlapUntil).toISOString()}.`;
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
