import { assertOption, hasMethod } from './assert-option.ts';

/** The parts of the toolkit, each with the methods that it has and the parts before it lack. */
const methodsByPart = {
  promise: ['then'],
  authority: ['as', 'createOrganization'],
  store: ['lookup', 'apply', 'changes'],
  source: ['lookup'],
  verifier: ['verify'],
} as const;

type Part = keyof typeof methodsByPart;

const awaitIt = 'did you forget to await it?';

/** What an option must be, and what to do if it is another part. */
const rules = {
  source: {
    expected: 'implement Source, with a lookup function',
    promise: awaitIt,
    authority: 'pass authority.source',
    store: 'create an authority with createAuthority({ store }), and pass authority.source',
    verifier: 'pass the source of that verifier',
  },
  store: {
    expected: 'implement Store',
    promise: awaitIt,
    authority: 'pass the store of that authority',
    source: 'pass the store from which the source reads',
    verifier: 'pass the store of its authority',
  },
  verifier: {
    expected: 'be an object with a verify function',
    promise: awaitIt,
    authority: 'create a verifier with createVerifier({ source: authority.source })',
    store:
      'create an authority with createAuthority({ store }), and a verifier with createVerifier({ source: authority.source })',
    source: 'create a verifier with createVerifier({ source })',
  },
} as const satisfies Partial<Record<Part, { expected: string } & Partial<Record<Part, string>>>>;

/**
 * Asserts that an option is the part that its name says. The parts are easily mixed up, and some share a method: a
 * verifier on a store would never accept a token.
 *
 * @param caller The function whose option it is, for the message.
 * @param name The option.
 * @param value Its value.
 * @param methods The methods that it must have.
 * @throws {LynkConfigurationError} with what it is instead, and what to pass.
 */
export function assertPart(
  caller: string,
  name: keyof typeof rules,
  value: unknown,
  methods: readonly string[] = methodsByPart[name],
): void {
  const { expected, ...instead }: { expected: string } & Partial<Record<Part, string>> = rules[name];
  const part = findPart(value);
  const hint = part === name ? undefined : part && instead[part];
  assertOption(
    caller,
    hint === undefined,
    `${name} must ${expected}, and this is ${articleOf(part)}; ${hint}`,
  );
  assertOption(
    caller,
    methods.every((method) => hasMethod(value, method)),
    `${name} must ${expected}`,
  );
}

const findPart = (value: unknown): Part | undefined =>
  (Object.keys(methodsByPart) as Part[]).find((part) =>
    methodsByPart[part].every((method) => hasMethod(value, method)),
  );

const articleOf = (part: Part | undefined): string => (part === 'authority' ? `an ${part}` : `a ${part}`);
