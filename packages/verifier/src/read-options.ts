import { assertOption, assertOptions, hasMethod, lynk, type Scheme } from '@lynk-auth/core';
import type { Source } from './source.ts';
import type { VerifyEvent } from './verify-event.ts';

const subject = 'createVerifier';

/** Where the time comes from. */
export interface Clock {
  /** @returns Epoch milliseconds, as `Date.now()`. */
  wall(): number;
}

/** What {@link createVerifier} is given. */
export interface VerifierOptions {
  /** Where tokens are looked up. */
  readonly source: Source;
  /**
   * Whose tokens they are.
   * @default lynk
   */
  readonly scheme?: Scheme | undefined;
  /**
   * The environments that are served; tokens of the others are refused without a look-up.
   * @default all of the scheme's
   */
  readonly environments?: readonly string[] | undefined;
  /**
   * Whether a token without a valid checksum is refused without a look-up. `false` only where
   * tokens are known that others issued.
   * @default true
   */
  readonly requireChecksum?: boolean | undefined;
  /** @default the system's clock */
  readonly clock?: Clock | undefined;
  /**
   * Is told what came of every verification, after the answer was given. What it throws, or
   * rejects, is dropped.
   */
  readonly observe?: ((event: VerifyEvent) => unknown) | undefined;
}

const names = ['source', 'scheme', 'environments', 'requireChecksum', 'clock', 'observe'] as const;

/** The options with their defaults, judged. */
export function readOptions(options: VerifierOptions) {
  assertOptions(subject, options, names);
  const { source, scheme = lynk, requireChecksum = true, clock = { wall: Date.now }, observe } = options;
  const { environments = scheme?.environments } = options;
  assertOption(
    subject,
    hasMethod(source, 'lookup'),
    'source must be an object with a lookup function; was it awaited?',
  );
  assertOption(subject, Array.isArray(scheme?.prefixes), 'scheme must be made by defineScheme');
  assertOption(
    subject,
    Array.isArray(environments) &&
      environments.length > 0 &&
      environments.every((name) => scheme.environments.includes(name)),
    'environments must be a list of environments of the scheme, at least one',
  );
  assertOption(subject, typeof requireChecksum === 'boolean', 'requireChecksum must be true or false');
  assertOption(subject, hasMethod(clock, 'wall'), 'clock must be an object with a wall function');
  assertOption(subject, observe === undefined || typeof observe === 'function', 'observe must be a function');
  return { source, scheme, environments: [...environments], requireChecksum, clock, observe };
}
