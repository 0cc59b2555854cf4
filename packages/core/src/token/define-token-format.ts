import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import type { TokenKind } from '../principal/principal.ts';
import { isVendorBrand } from './find-lookalike.ts';
import type { TokenFormat, TokenFormatDefinition, TokenPrefix } from './token-format.ts';

const WORD = /^[a-z][a-z0-9]{0,31}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const KINDS = ['personal', 'service'] as const satisfies readonly TokenKind[];

/**
 * Defines a token format: `brand_[kind_]environment_body`.
 *
 * @param definition The brand, the word of each kind, the environments and the clients' variables.
 * @returns The format, deep-frozen.
 * @throws {LynkConfigurationError} if a word is malformed, an option is unknown, the brand is another vendor's
 *   (`sk`, `ghp`, `npm`), or the format is ambiguous: two prefixes are equal, or one begins with another.
 * @example
 * ```ts
 * import { defineTokenFormat } from '@lynk-auth/core';
 *
 * const acme = defineTokenFormat({ brand: 'acme', environments: ['live', 'test'] });
 * acme.prefixes.map((row) => row.prefix);
 * // ['acme_live_', 'acme_test_', 'acme_service_live_', 'acme_service_test_']
 * ```
 */
export function defineTokenFormat<const Environment extends string>(
  definition: TokenFormatDefinition<Environment>,
): TokenFormat<Environment> {
  const own = readOwnOptions('defineTokenFormat', definition, [
    'brand',
    'kinds',
    'environments',
    'variables',
  ]);
  const { brand, environments } = own;
  const kinds = readOwnOptions(
    'defineTokenFormat: kinds',
    own.kinds ?? { personal: '', service: 'service' },
    KINDS,
  );
  if (typeof brand !== 'string' || brand.length < 2 || !WORD.test(brand)) {
    throw invalid('brand must be 2 to 32 lower-case letters and digits, a letter first');
  }
  if (isVendorBrand(brand)) {
    throw invalid('brand is the first word of another vendor’s tokens; choose a word of your own');
  }
  if (!Array.isArray(environments) || environments.length === 0) {
    throw invalid('environments must name at least one environment');
  }
  for (const environment of environments) {
    if (typeof environment !== 'string' || !WORD.test(environment)) {
      throw invalid('every environment must be lower-case letters and digits, a letter first');
    }
  }

  const prefixes: TokenPrefix<Environment>[] = [];
  for (const kind of KINDS) {
    const word = kinds[kind];
    if (word === undefined) continue;
    if (typeof word !== 'string' || (word !== '' && !WORD.test(word))) {
      throw invalid(`the word of kind ${kind} must be empty, or lower-case letters and digits`);
    }
    for (const environment of environments) {
      const prefix = `${brand}_${word === '' ? '' : `${word}_`}${environment}_`;
      prefixes.push(Object.freeze({ prefix, kind, environment }));
    }
  }
  if (prefixes.length === 0) throw invalid('kinds must name at least one kind');
  assertUnambiguous(prefixes);

  const variables = own.variables ?? [`${brand.toUpperCase()}_SECURITY_TOKEN`];
  if (!Array.isArray(variables) || variables.length === 0 || !variables.every(isVariable)) {
    throw invalid('variables must be a list of at least one name of an environment variable');
  }
  return Object.freeze({
    brand,
    environments: Object.freeze([...environments]),
    variables: Object.freeze([...variables]),
    prefixes: Object.freeze(prefixes),
  });
}

function assertUnambiguous(prefixes: readonly TokenPrefix[]): void {
  for (const [index, { prefix }] of prefixes.entries()) {
    for (const [other, row] of prefixes.entries()) {
      if (index !== other && row.prefix.startsWith(prefix)) {
        throw invalid(
          `the format is ambiguous: a token with the prefix ${row.prefix} also has the prefix ${prefix}`,
        );
      }
    }
  }
}

const isVariable = (name: unknown): boolean => typeof name === 'string' && VARIABLE.test(name);

const invalid = (sentence: string) => new LynkConfigurationError(`defineTokenFormat: ${sentence}.`);
