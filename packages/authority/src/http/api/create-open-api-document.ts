import type * as z from 'zod/mini';
import { type Route, routes } from './routes.ts';
import { statusOfReason } from './status-of-reason.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** Options of {@link createOpenApiDocument}. */
export interface OpenApiOptions {
  /**
   * The URL of the API, without a slash at the end.
   * @default '../api', which is right where the handler serves the document
   */
  readonly serverUrl?: string | undefined;
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: Readonly<Record<string, object>>;
}

/**
 * Creates the OpenAPI 3.1 document of the management API, from the schemas that validate its requests.
 *
 * @param options The URL of the API.
 * @returns A new document, ready for JSON.
 * @example
 * ```ts
 * import { createOpenApiDocument } from '@lynk-auth/authority/http';
 *
 * JSON.stringify(createOpenApiDocument({ serverUrl: 'https://app.example.com/auth/api' }));
 * ```
 */
export function createOpenApiDocument({ serverUrl = '../api' }: OpenApiOptions = {}): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: toOperation(route) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Token management', version: '1' },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Failure: failure },
      responses: { Failure: { description: 'Nothing was changed.', content: jsonOf({ $ref: ref }) } },
    },
  };
}

const ref = '#/components/schemas/Failure';

/** The codes in `extensions.code` of a failed operation. A response of the handler itself has further ones. */
const codes = Object.keys(statusOfReason).map((reason) => reason.toUpperCase());

const failure = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message', 'extensions'],
        properties: {
          message: { type: 'string', description: 'One sentence for a person.' },
          extensions: {
            type: 'object',
            required: ['code'],
            properties: {
              code: { type: 'string', examples: codes },
              field: { type: 'string', description: 'The field of the input that is wrong.' },
            },
          },
        },
      },
    },
  },
};

const jsonOf = (schema: object) => ({ 'application/json': { schema } });

function toOperation({ method, path, operation, summary, input, status, result }: Route): object {
  const parameters = [
    ...(path.includes('{id}')
      ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
      : []),
    ...(method === 'GET' && input !== null ? toParameters(input) : []),
  ];
  const hasBody = method !== 'GET' && input !== null;
  return {
    operationId: operation,
    summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody ? { requestBody: { required: true, content: jsonOf(toJsonSchema(input)) } } : {}),
    responses: {
      [status]: { description: summary, content: jsonOf(toJsonSchema(result)) },
      default: { $ref: '#/components/responses/Failure' },
    },
  };
}

function toParameters(query: z.ZodMiniType): readonly object[] {
  const { properties = {}, required = [] } = toJsonSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
