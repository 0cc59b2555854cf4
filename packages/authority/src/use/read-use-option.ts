import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';

/** What is recorded of the use of tokens. */
export type UseOption =
  | false
  | {
      /**
       * Whether the addresses are recorded that the plugin passes.
       * @default true
       */
      readonly addresses?: boolean | undefined;
    };

/**
 * Reads the option `use`.
 *
 * @returns Whether addresses are recorded; `null` if nothing is.
 * @throws {LynkConfigurationError} if the option is wrong.
 */
export function readUseOption(caller: string, use: UseOption = {}): boolean | null {
  if (use === false) return null;
  const { addresses = true } = readOwnOptions(`${caller}: use`, use, ['addresses']);
  assertOption(`${caller}: use`, typeof addresses === 'boolean', 'addresses must be true or false');
  return addresses;
}
