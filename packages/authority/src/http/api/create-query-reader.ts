import type * as z from 'zod/mini';
import { type JsonSchema, toJsonSchema } from './to-json-schema.ts';

/**
 * Reads a query: a parameter becomes the number, boolean or list that the schema expects. One that it does not expect stays
 * a string, and one that was sent twice a list, so that the schema rejects both.
 *
 * @param schema The schema of the query.
 */
export function createQueryReader(
  schema: z.ZodMiniType,
): (query: URLSearchParams) => Readonly<Record<string, unknown>> {
  const { properties = {} } = toJsonSchema(schema);
  return (query) => {
    const input: Record<string, unknown> = {};
    for (const name of new Set(query.keys())) {
      const expected = Object.hasOwn(properties, name) ? (properties[name] as JsonSchema) : {};
      const values = query.getAll(name).map((value) => toValue(value, expected));
      const isList = values.length > 1 || hasType(expected, 'array');
      Object.defineProperty(input, name, { value: isList ? values : values[0], enumerable: true });
    }
    return input;
  };
}

function toValue(value: string, expected: JsonSchema): unknown {
  const isNumber = hasType(expected, 'integer') || hasType(expected, 'number');
  if (isNumber && /^-?\d{1,16}$/.test(value)) return Number(value);
  if (hasType(expected, 'boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

const hasType = ({ type, anyOf = [] }: JsonSchema, name: string): boolean =>
  type === name || anyOf.some((each) => hasType(each, name));
