import { parseArgs } from 'node:util';
import type { TokenOrder } from '@lynk-auth/authority';
import { redact } from '@lynk-auth/core';
import { StartError } from '../start-error.ts';
import { USAGE } from './usage.ts';

const options = {
  name: { type: 'string' },
  kind: { type: 'string' },
  order: { type: 'string' },
  expires: { type: 'string' },
  role: { type: 'string' },
  user: { type: 'string' },
  overlap: { type: 'string' },
  'retire-on-first-use': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ORDERS: readonly TokenOrder[] = ['oldest', 'newest', 'name', 'expires'];

type OptionName = keyof typeof options;

/** The options of each command, and what it takes besides. */
const commands = {
  create: { options: ['name', 'kind', 'expires', 'role', 'user', 'json'], takesId: false },
  list: { options: ['kind', 'order', 'json'], takesId: false },
  show: { options: ['json'], takesId: true },
  retire: { options: ['json'], takesId: true },
  rotate: { options: ['overlap', 'retire-on-first-use', 'expires', 'json'], takesId: true },
  suspend: { options: ['json'], takesId: true },
  resume: { options: ['json'], takesId: true },
  revoke: { options: ['json'], takesId: true },
  delete: { options: ['json'], takesId: true },
} as const satisfies Record<string, { options: readonly OptionName[]; takesId: boolean }>;

export type CommandName = keyof typeof commands;

/** The options of a command. Those that are absent are `undefined`. */
export type Values = Partial<Record<'name' | 'expires' | 'role' | 'user' | 'overlap', string>> & {
  readonly kind?: 'personal' | 'service' | undefined;
  readonly order?: TokenOrder | undefined;
  readonly retireOnFirstUse: boolean;
  readonly json: boolean;
};

/** A valid command, with the id that it takes, or `help`. */
export type Arguments =
  | { readonly command: 'help' }
  | { readonly command: CommandName; readonly values: Values; readonly id: string };

/**
 * Reads the arguments of the token command. Every argument must have an effect.
 *
 * @throws {StartError} if an argument is unknown, is missing, occurs twice, or does not belong to the command.
 */
export function readArguments(args: readonly string[]): Arguments {
  // Not strict: the errors of Node are not written for the user.
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const [command, ...operands] = tokens.flatMap((token) =>
    token.kind === 'positional' ? [token.value] : [],
  );
  const given = tokens.filter((token) => token.kind === 'option');
  if (command === undefined || command === 'help' || given.some(({ name }) => name === 'help')) {
    const unknown = given.find(({ name }) => !Object.hasOwn(options, name));
    if (unknown !== undefined) throw unknownOption(unknown.rawName);
    if (command === undefined && given.some(({ name }) => name !== 'help')) {
      throw new StartError(`A command is missing.\n\n${USAGE}`);
    }
    return { command: 'help' };
  }
  if (!Object.hasOwn(commands, command)) throw new StartError(`Unknown command.\n\n${USAGE}`);
  const name = command as CommandName;
  const values = readValues(name, given);
  return { command: name, values, id: readId(name, operands) };
}

interface GivenOption {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function readValues(command: CommandName, given: readonly GivenOption[]): Values {
  const values = new Map<string, string>();
  for (const { name, rawName, value, inlineValue } of given) {
    if (!Object.hasOwn(options, name)) throw unknownOption(rawName);
    const allowed: readonly string[] = commands[command].options;
    if (!allowed.includes(name)) throw new StartError(`${command} has no option --${name}.`);
    if (values.has(name)) throw new StartError(`--${name} occurs twice.`);
    if (options[name as OptionName].type === 'boolean') {
      if (value !== undefined) throw new StartError(`--${name} takes no value.`);
    } else if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'))) {
      throw new StartError(`--${name} needs a value.`);
    }
    values.set(name, value ?? '');
  }
  const kind = values.get('kind');
  if (kind !== undefined && kind !== 'personal' && kind !== 'service') {
    throw new StartError('--kind must be personal or service.');
  }
  const order = ORDERS.find((each) => each === values.get('order'));
  if (order === undefined && values.has('order')) {
    throw new StartError('--order must be oldest, newest, name or expires.');
  }
  const { json, 'retire-on-first-use': retire, ...rest } = Object.fromEntries(values);
  return { ...rest, kind, order, retireOnFirstUse: retire !== undefined, json: json !== undefined };
}

function readId(command: CommandName, [id, ...rest]: readonly string[]): string {
  if (commands[command].takesId) {
    if (id !== undefined && rest.length === 0) return id;
    throw new StartError(`${command} takes the id of one token. List the ids with: npm run token -- list`);
  }
  if (id === undefined) return '';
  throw new StartError(
    `${command} takes options only. Remove the other arguments, or quote a value with spaces.`,
  );
}

/** The option could be a token in the wrong place. */
const unknownOption = (rawName: string) => new StartError(`Unknown option ${redact(rawName)}.\n\n${USAGE}`);
