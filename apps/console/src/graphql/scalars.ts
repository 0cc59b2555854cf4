import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Creates a scalar that is a string on the wire. */
const stringScalar = <T>(
  name: string,
  description: string,
  parse: (text: string) => T | undefined,
  serialize: (value: unknown) => string,
) => {
  const parseValue = (value: unknown): T => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) throw new GraphQLError(`${name} cannot represent this value.`);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize,
    parseValue,
    parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
  });
};

export const Uuid = stringScalar(
  'Uuid',
  'A UUID in lower case (RFC 9562).',
  (text) => (UUID.test(text) ? text.toLowerCase() : undefined),
  String,
);

/** In code: epoch milliseconds. */
export const ISO8601DateTime = stringScalar(
  'ISO8601DateTime',
  'A point in time in ISO 8601 format. Results are in UTC, with milliseconds.',
  parseDateTime,
  (value) => new Date(value as number).toISOString(),
);

/** A date without a time is midnight UTC. A time needs an offset. */
function parseDateTime(text: string): number | undefined {
  const [, date] = DATE_TIME.exec(text) ?? [];
  const time = date === undefined ? Number.NaN : Date.parse(text);
  // Date.parse accepts 30 February as 2 March: only a day that exists is the same when formatted again.
  const day = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(`${date}T`);
  return Number.isNaN(time) || !exists ? undefined : time;
}
