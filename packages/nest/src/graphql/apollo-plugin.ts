import { LynkConfigurationError, toRefusal } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import { findGraphQLRequest, NO_REQUEST } from '../find-request.ts';
import { LynkAuthException } from '../guard/lynk-auth-exception.ts';
import { OPERATION_AUTHORIZER } from '../tokens.ts';
import type { OperationAuthorizer } from './operation-authorizer.ts';
import type { DefinitionLike, OperationLike, SchemaLike } from './schema-like.ts';

/** The status and headers of a response. */
interface Head {
  status?: number;
  readonly headers: { set(name: string, value: string): unknown };
}

/** The part of Apollo Server's request context that is used here. */
interface ApolloRequest {
  readonly schema: SchemaLike;
  readonly document: { readonly definitions: readonly DefinitionLike[] };
  readonly operation: DefinitionLike;
  readonly contextValue: Parameters<typeof findGraphQLRequest>[0];
  readonly response: {
    body: unknown;
    readonly http: Head;
  };
}

/** What is known of the operations of one HTTP request: several for a batch. */
interface Batch {
  started: number;
  readonly refused: OperationLike[];
}

/**
 * An Apollo Server plugin that rejects an operation with the wire contract's status and body before any resolver
 * runs. The guard rejects it too, but an error thrown in a resolver becomes part of a response with status 200.
 *
 * Each operation of a batch (`allowBatchedHttpRequests`) has a result of its own. They share one head: it has status 200,
 * unless all operations are rejected.
 *
 * `@nestjs/apollo` finds it among the providers by the metadata `graphql:plugin`.
 */
@Injectable()
@SetMetadata('graphql:plugin', true)
export class ApolloPlugin {
  /** By the head of the response. Apollo starts all operations of a batch before any of them continues. */
  private readonly batches = new WeakMap<object, Batch>();

  constructor(@Inject(OPERATION_AUTHORIZER) private readonly authorizer: OperationAuthorizer) {}

  async requestDidStart({ response: { http } }: Pick<ApolloRequest, 'response'>): Promise<object> {
    const batch = this.batches.get(http) ?? { started: 0, refused: [] };
    this.batches.set(http, batch);
    batch.started += 1;
    let refusal: HttpResponse | null = null;
    return {
      // Runs before `responseForOperation`, where other plugins may return a cached response.
      didResolveOperation: async (request: ApolloRequest) => {
        const operation = toOperation(request);
        refusal = this.authorizer.authorize(findRequest(request), operation);
        if (refusal === null) return;
        batch.refused.push(operation);
        throw createException(refusal, batch, http);
      },
      // Replaces the body, because Apollo adds a stack trace to errors in development.
      willSendResponse: async (request: ApolloRequest) => {
        if (refusal === null) return;
        // A response of GraphQL has the body of GraphQL, whatever the option `errorFormat` is.
        const { message, code } = toRefusal(refusal);
        request.response.body = {
          kind: 'single',
          singleResult: { errors: [{ message, extensions: { code } }] },
        };
        http.headers.set('cache-control', 'no-store');
        if (batch.refused.length < batch.started) return;
        const { status, headers } =
          this.authorizer.authorizeAll(findRequest(request), batch.refused) ?? refusal;
        http.status = status;
        const all = { ...headers, 'Content-Type': 'application/json; charset=utf-8' };
        for (const [name, value] of Object.entries(all)) http.headers.set(name.toLowerCase(), value);
      },
    };
  }
}

function findRequest({ contextValue }: ApolloRequest): object {
  const request = findGraphQLRequest(contextValue);
  if (request === undefined) throw new LynkConfigurationError(NO_REQUEST);
  return request;
}

function toOperation({ schema, document, operation }: ApolloRequest): OperationLike {
  const fragments = Object.fromEntries(
    document.definitions
      .filter(({ kind }) => kind === 'FragmentDefinition')
      .map((fragment) => [fragment.name?.value, fragment]),
  );
  return { schema, operation, fragments };
}

/** In a batch, the head of the response belongs to other operations too, so the exception does not set it. */
function createException(
  refusal: HttpResponse,
  { started }: Batch,
  { status = 200 }: Head,
): LynkAuthException {
  const exception = new LynkAuthException(refusal);
  if (started === 1) return exception;
  return Object.assign(exception, { extensions: { ...exception.extensions, http: { status } } });
}
