import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
import { createSchema, createYoga } from 'graphql-yoga';
import type { Context } from './context.ts';
import { createDocumentCache } from './create-document-cache.ts';
import { documentRules, permissions, redactedErrors, unexpectedErrors, validatedParams } from './plugins.ts';
import { resolvers } from './resolvers.ts';
import { typeDefs } from './type-defs.ts';

/** Executes a document for a principal. */
export type GraphQLEndpoint = (accept: string | undefined, context: Context) => Promise<HttpResponse>;

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

/**
 * Creates the GraphQL endpoint of the API, on graphql-yoga.
 *
 * @param options Whether clients may query the schema.
 */
export function createGraphQL({ introspection }: { readonly introspection: boolean }): GraphQLEndpoint {
  const yoga = createYoga<Context>({
    schema: createSchema<Context>({ typeDefs, resolvers }),
    plugins: [
      validatedParams(),
      documentRules(introspection),
      permissions(),
      unexpectedErrors(),
      redactedErrors(),
    ],
    logging: false,
    graphiql: false,
    landingPage: false,
    maskedErrors: false,
    parserAndValidationCache: {
      documentCache: createDocumentCache(),
      // An error quotes the document.
      errorCache: { get: () => undefined, set: () => undefined },
    },
    graphqlEndpoint: '/',
  });
  return async (accept, context) => {
    const type = accept?.includes(GRAPHQL_TYPE) === true ? GRAPHQL_TYPE : JSON_TYPE;
    const response = await yoga.fetch(
      'http://localhost/',
      { method: 'POST', headers: { accept: type, 'content-type': JSON_TYPE } },
      context,
    );
    const { failure, refusal } = context.outcome;
    if (failure !== undefined) return createErrorResponse('internal_server_error');
    if (refusal !== undefined) return refusal;
    return {
      // An invalid document is 200 with errors. Only the newer media type has a status for it.
      status: type === JSON_TYPE ? 200 : response.status,
      headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' },
      body: await response.text(),
    };
  };
}
