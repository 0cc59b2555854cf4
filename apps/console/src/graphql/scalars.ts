import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseDateTime } from '../parse-date-time.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

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
