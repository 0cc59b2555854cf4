import { readOwnOptions } from '../../common/read-own-options.ts';
import { LynkTokenError } from '../../errors/errors.ts';
import { lynk } from '../../token/lynk.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { toSecurityToken } from '../../token/to-security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import type { TokenProviderOptions } from './create-token-provider.ts';
import type { TokenProvider } from './token-provider.ts';

/** Environment variables by name. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * Reads the token from an environment variable at each call: the first of the format's `variables` that is not
 * empty. For `lynk` that is `INTERLYNK_SECURITY_TOKEN`, then `LYNK_API_TOKEN`.
 *
 * If the variable does not hold a token (but quotes, a placeholder, a mask, `$VARIABLE` or the token of another
 * vendor), the error names the variable and says what the value looks like, without showing it. The next variable is
 * not read.
 *
 * @param env The environment. Default: `process.env`, if the runtime has it.
 * @param options The token format.
 * @returns A provider whose `get` throws a {@link LynkTokenError} if there is no token.
 * @throws {LynkConfigurationError} if an option is unknown.
 * @example
 * ```ts
 * import { fromEnv } from '@lynk-auth/core/client';
 * import { createLynkClient } from '@lynk-auth/fetch';
 *
 * const client = createLynkClient({ token: fromEnv() });
 * ```
 */
export function fromEnv(
  env: EnvironmentVariables | undefined = (globalThis as { process?: { env?: EnvironmentVariables } }).process
    ?.env,
  options: TokenProviderOptions = {},
): TokenProvider {
  const { format = lynk } = readOwnOptions('fromEnv', options, ['format']);
  return Object.freeze({ get: () => readToken(env, format) });
}

function readToken(env: EnvironmentVariables | undefined, format: TokenFormat): SecurityToken {
  const { variables } = format;
  if (env === undefined) {
    throw missing('this runtime has no process.env; pass the environment: fromEnv(env)');
  }
  let empty: string | undefined;
  for (const name of variables) {
    const value = readVariable(env, name, variables);
    if (value === undefined) continue;
    if (value.trim() !== '')
      return toSecurityToken(value, format, `The environment variable ${name} does not hold a token`);
    empty ??= name;
  }
  const but = empty === undefined ? '' : ` (${empty} is set, but empty)`;
  throw missing(`set the environment variable ${variables.join(' or ')}${but}`);
}

function readVariable(
  env: EnvironmentVariables,
  name: string,
  variables: readonly string[],
): string | undefined {
  try {
    // An inherited value is not a variable: it may come from a polluted `Object.prototype`.
    const value: unknown = name in Object.prototype && !Object.hasOwn(env, name) ? undefined : env[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Deno requires a permission for each variable.
    throw missing(
      `the environment variable ${name} cannot be read; run Deno with --allow-env=${variables.join(',')}`,
    );
  }
}

const missing = (sentence: string) => new LynkTokenError('missing', `There is no token: ${sentence}.`);
