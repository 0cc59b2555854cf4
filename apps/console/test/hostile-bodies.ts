/** A request body, by what it does. Each of them is as large as the limits allow, or larger. */
export interface HostileBody {
  readonly name: string;
  readonly body: string;
}

const TOKEN = 'id rawToken tokenMask tokenName revoked expired createdAt updatedAt revokedAt expiresAt';
const ROLE = 'role { id name permissions }';
const EVERYTHING = `organization { id name apiKeys { ${TOKEN} } serviceTokens { ${TOKEN} ${ROLE} }
  users { id name email ${ROLE} } organizationRoles { id name permissions } }`;

const times = (count: number, item: (index: number) => string, separator = ' ') =>
  Array.from({ length: count }, (_, index) => item(index)).join(separator);
const nested = (depth: number, open: string, inside: string, close: string) =>
  open.repeat(depth) + inside + close.repeat(depth);
const document = (query: string, variables?: object) => JSON.stringify({ query, variables });
const raw = (variables: string) => `{"query":"{ organization { id } }","variables":${variables}}`;
const deleteToken = (value: string) =>
  `mutation { apiTokenDelete(input: { apiKeyId: ${value} }) { errors } }`;

/** A document that lists everything once, as a settings page does. */
export const ORDINARY_LIST = document(`{ ${EVERYTHING} }`);

/** Returns documents at the limits and bodies of the largest size: what takes the longest. */
export function hostileBodies(): readonly HostileBody[] {
  const bodies: Record<string, string> = {
    '40 aliases': document(
      `{ organization { ${times(40, (i) => `a${i}: serviceTokens { role { permissions } }`)} } }`,
    ),
    '10 aliases of lists': document(
      `{ organization { ${times(10, (i) => `a${i}: serviceTokens { id role { id } }`)} } }`,
    ),
    '10 aliases of the organization': document(
      `{ ${times(10, (i) => `a${i}: organization { serviceTokens { id role { id } } }`)} }`,
    ),
    '10 aliases of an expensive field': document(
      `{ organization { serviceTokens { ${times(5, (i) => `a${i}: role { permissions }`)} } apiKeys { ${times(5, (i) => `a${i}: expiresAt`)} } } }`,
    ),
    'aliases of __typename': document(
      `{ organization { serviceTokens { ${times(300, (i) => `a${i}: __typename`)} } } }`,
    ),
    'a field 900 times': document(`{ organization { ${'id '.repeat(900)} } }`),
    'a list 200 times': document(`{ organization { ${'serviceTokens { id } '.repeat(200)} } }`),
    'the organization 200 times': document(`{ ${'organization { id } '.repeat(200)} }`),
    'a nested field many times': document(
      `{ ${'organization { serviceTokens { role { id } role { id } } } '.repeat(60)} }`,
    ),
    introspection: document(
      `{ ${times(9, (i) => `a${i}: __schema { types { fields { type { fields { name type { ofType { name } } } } } } }`)} }`,
    ),
    'introspection through ofType': document(
      `{ __schema { types { fields(includeDeprecated: true) { args { type { inputFields { type { ofType { inputFields { name } } } } } }
        type { ofType { ofType { ofType { fields { type { ofType { ofType { fields { name } } } } } } } } } } } }`,
    ),
    'fragments that double': document(
      `{ organization { ...F0 } } ${times(90, (i) => `fragment F${i} on Organization { ...F${i + 1} ...F${i + 1} }`)} fragment F90 on Organization { id }`,
    ),
    'fragments in a circle': document(
      `{ organization { ...F0 } } ${times(120, (i) => `fragment F${i} on Organization { ...F${(i + 1) % 120} }`)}`,
    ),
    'many fragments at one place': document(
      `{ organization { ${times(100, (i) => `...F${i}`)} } } ${times(100, (i) => `fragment F${i} on Organization { id }`)}`,
    ),
    'many operations': document(`${times(150, (i) => `query Q${i} { organization { id } }`)}`),
    'many unused variables': document(
      `query (${times(190, (i) => `$v${i}: String`)}) { organization { id } }`,
    ),
    'many errors below many lines': document(
      `${'\n'.repeat(990)} query (${times(190, (i) => `$v${i}: Strings`)}) { organization { id } }`,
    ),
    'a circle below many lines': document(
      `${'\n'.repeat(990)} { organization { ...F0 } } ${times(120, (i) => `fragment F${i} on Organization { ...F${(i + 1) % 120} }`)}`,
    ),
    'unknown fields below many lines': document(
      `${'\n'.repeat(990)} { organization { ${times(900, (i) => `u${i}`)} } }`,
    ),
    'a long line of comments': document(`{ organization { id } } ${'#\n'.repeat(970)}#${'x'.repeat(14_000)}`),
    'a string as long as the body': document(deleteToken(`"${'x'.repeat(16_000)}"`)),
    'lines as long as the body': document('\n'.repeat(60_000)),
    'a number as long as the body': document(deleteToken('9'.repeat(16_000))),
    'five mutations': document(
      `mutation { ${times(5, (i) => `a${i}: apiTokenCreate(input: { tokenName: "x" }) { apiKey { ${TOKEN} } errors }`)} }`,
    ),
    'a variable in 128 KiB of lists': raw(`{"x":[${times(43_000, () => '[]', ',')}]}`),
    'a variable in 128 KiB of objects': raw(`{"x":[${times(43_000, () => '{}', ',')}]}`),
    'variables with 9,000 names': raw(`{${times(9000, (i) => `"v${i}x":{}`, ',')}}`),
    'a variable of 128 KiB': raw(`{"x":"${'x'.repeat(130_000)}"}`),
    'a body of numbers': raw(`{"x":[${times(60_000, () => '1', ',')}]}`),
  };
  return [...Object.entries(bodies).map(([name, body]) => ({ name, body })), ...deepBodies()];
}

/** Returns bodies in which something is nested: each of them within the limits, and far beyond them. */
export function deepBodies(): readonly HostileBody[] {
  const kinds: Record<string, (depth: number) => string> = {
    'selection sets': (depth) => document(nested(depth, '{ organization ', '{ id }', '}')),
    'inline fragments': (depth) => document(`{ organization ${nested(depth, '{ ... ', '{ id }', '}')} }`),
    'typed fragments': (depth) =>
      document(`{ organization ${nested(depth, '{ ... on Organization ', '{ id }', '}')} }`),
    'selection sets of an unused fragment': (depth) =>
      document(
        `{ organization { id } } fragment F on Organization ${nested(depth, '{ apiKeys ', '{ id }', '}')}`,
      ),
    'introspection types': (depth) =>
      document(`{ __schema { types ${nested(depth, '{ ofType ', '{ name }', '}')} } }`),
    'introspection fields': (depth) =>
      document(`{ __schema { types ${nested(depth, '{ fields { type ', '{ name }', '} }')} } }`),
    fragments: (depth) =>
      document(
        `{ organization { ...F0 } } ${times(depth, (i) => `fragment F${i} on Organization { ...F${i + 1} }`)} fragment F${depth} on Organization { id }`,
      ),
    'list literals': (depth) => document(deleteToken(nested(depth, '[', '', ']'))),
    'object literals': (depth) => document(deleteToken(nested(depth, '{a:', '1', '}'))),
    'lists in objects': (depth) => document(deleteToken(nested(depth, '{a:[', '1', ']}'))),
    'list literals of a directive': (depth) =>
      document(`{ organization { id @include(if: ${nested(depth, '[', 'true', ']')}) } }`),
    'defaults of a variable': (depth) =>
      document(
        `query ($x: Boolean = ${nested(depth, '[', 'true', ']')}) { organization { id @include(if: $x) } }`,
      ),
    'type wrappers': (depth) =>
      document(`query ($x: ${nested(depth, '[', 'Boolean', ']')}) { organization { id @include(if: $x) } }`),
    'non-null type wrappers': (depth) =>
      document(`query ($x: ${nested(depth, '[', 'Boolean', '!]')}) { organization { id @include(if: $x) } }`),
    'open brackets': (depth) => document(deleteToken('['.repeat(depth))),
    'open braces': (depth) => document('{a'.repeat(depth)),
    'schema definitions': (depth) => document(`type A { a(x: ${nested(depth, '[', 'Int', ']')}): Int }`),
    'variables of lists': (depth) => raw(`{"x":${nested(depth, '[', '', ']')}}`),
    'variables of objects': (depth) => raw(`{"x":${nested(depth, '{"x":', '1', '}')}}`),
    'used variables': (depth) =>
      `{"query":"mutation ($i: ApiTokenDeleteInput!) { apiTokenDelete(input: $i) { errors } }","variables":{"i":${nested(depth, '[', '', ']')}}}`,
    'used fields of variables': (depth) =>
      `{"query":"mutation ($i: ApiTokenDeleteInput!) { apiTokenDelete(input: $i) { errors } }","variables":{"i":{"token":${nested(depth, '{"token":', '1', '}')}}}}`,
    extensions: (depth) => `{"query":"{ organization { id } }","extensions":${nested(depth, '[', '', ']')}}`,
    'the query itself': (depth) => `{"query":${nested(depth, '[', '', ']')}}`,
    'the whole body': (depth) => nested(depth, '[', '', ']'),
  };
  return Object.entries(kinds).flatMap(([name, create]) =>
    [45, 240, 480, 950, 3000, 10_000].map((depth) => ({
      name: `${name}, ${depth} deep`,
      body: create(depth),
    })),
  );
}
