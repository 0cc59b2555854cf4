import { readFileSync } from 'node:fs';
import { StartError } from './start-error.ts';

/**
 * Reads the values of variables that are in files, as containers have secrets: `NAME_FILE` has the path of the file of `NAME`.
 *
 * @param env The environment, without empty variables.
 * @param names The variables that may be in files.
 * @returns The values from files, without a line feed at the end.
 * @throws {StartError} if a file cannot be read, or the variable is set as well. The message has neither the value nor the path.
 */
export function readSecretFiles<Name extends string>(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (path === undefined) continue;
    if (env[name] !== undefined) throw new StartError(`Set ${name} or ${name}_FILE, not both.`);
    try {
      values[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    } catch {
      throw new StartError(`The file that ${name}_FILE names cannot be read. Give this user access to it.`);
    }
  }
  return values;
}
