import { LynkConfigurationError } from '@lynk-auth/core/internal';

/** Environment variables by name, such as `process.env` or the `env` of a Worker. */
export type EnvironmentVariables = Readonly<Record<string, unknown>>;

/**
 * Reads the SHA-256 of a token from an environment variable, for {@link createStaticSource}.
 *
 * @param name The name of the variable.
 * @param env The environment. Default: `process.env`, if the runtime has it. On Workers, pass the handler's `env`.
 * @returns The digest, as 64 hexadecimal digits.
 * @throws {LynkConfigurationError} with the name of the variable, never its value, if it does not hold a digest.
 * @example
 * ```ts
 * import { createStaticSource, sha256FromEnv } from '@lynk-auth/verifier';
 * import type { Principal } from '@lynk-auth/core';
 *
 * declare const principal: Principal;
 *
 * const source = createStaticSource(() => [{ sha256: sha256FromEnv('CI_TOKEN_SHA256'), principal }]);
 * ```
 */
export function sha256FromEnv(
  name: string,
  env: EnvironmentVariables | undefined = (globalThis as { process?: { env?: EnvironmentVariables } }).process
    ?.env,
): string {
  if (env === undefined)
    throw invalid('this runtime has no environment variables; pass the environment as second argument');
  const value: unknown = name in Object.prototype && !Object.hasOwn(env, name) ? undefined : env[name];
  if (value === undefined || value === '') {
    throw invalid(
      `set the environment variable ${name} to the SHA-256 of the token; generateStaticToken creates both`,
    );
  }
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/i.test(value.trim())) {
    throw invalid(
      `the environment variable ${name} must hold the 64 hexadecimal digits of a SHA-256, never the token itself`,
    );
  }
  return value.trim();
}

const invalid = (sentence: string) => new LynkConfigurationError(`sha256FromEnv: ${sentence}.`);
