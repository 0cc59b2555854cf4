import { assertOptions } from '../../common/assert-options.ts';
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
 * A token from an environment variable: the first of the format's `variables` that holds anything,
 * read anew at each call. For `lynk` that is `INTERLYNK_SECURITY_TOKEN`, then `LYNK_API_TOKEN`.
 *
 * A variable that holds something else than a token (quotes, a placeholder, a mask, `$VARIABLE`, the
 * token of another vendor) is an error that names it and says what it looks like, without the value;
 * the next variable is then not tried.
 *
 * @param env Where to look. Default: `process.env`, where the runtime has one.
 * @param options The format.
 * @returns A provider whose `get` throws a {@link LynkTokenError} where there is no token.
 * @throws {LynkConfigurationError} when an option is unknown.
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
  assertOptions('fromEnv', options, ['format']);
  const { format = lynk } = options;
  return Object.freeze({ get: () => readToken(env, format) });
}

function readToken(env: EnvironmentVariables | undefined, format: TokenFormat): SecurityToken {
  const { variables } = format;
  if (env === undefined) {
    throw missing('there is no process.env in this runtime; pass the environment: fromEnv(env)');
  }
  let empty: string | undefined;
  for (const name of variables) {
    const value = readVariable(env, name, variables);
    if (value === undefined) continue;
    if (value.trim() !== '')
      return toSecurityToken(value, format, `The environment variable ${name} holds no token`);
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
    const value: unknown = env[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    // Deno asks for a permission, for each variable.
    throw missing(
      `the environment variable ${name} may not be read; Deno needs the flag --allow-env=${variables.join(',')}`,
    );
  }
}

const missing = (sentence: string) => new LynkTokenError('missing', `There is no token: ${sentence}.`);
