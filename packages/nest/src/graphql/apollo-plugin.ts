import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import { findGraphQLRequest, NO_REQUEST } from '../find-request.ts';
import { LynkAuthException } from '../guard/lynk-auth-exception.ts';
import { OPERATION_AUTHORIZER } from '../tokens.ts';
import type { OperationAuthorizer } from './operation-authorizer.ts';
import type { DefinitionLike, SchemaLike } from './schema-like.ts';

/** The part of Apollo Server's request context that is used here. */
interface ApolloRequest {
  readonly schema: SchemaLike;
  readonly document: { readonly definitions: readonly DefinitionLike[] };
  readonly operation: DefinitionLike;
  readonly contextValue: Parameters<typeof findGraphQLRequest>[0];
  readonly response: {
    body: unknown;
    readonly http: { status?: number; readonly headers: { set(name: string, value: string): unknown } };
  };
}

/**
 * An Apollo Server plugin that rejects an operation with the wire contract's status and body before any resolver
 * runs. The guard rejects it too, but an error thrown in a resolver becomes part of a response with status 200.
 *
 * `@nestjs/apollo` finds it among the providers by the metadata `graphql:plugin`.
 */
@Injectable()
@SetMetadata('graphql:plugin', true)
export class ApolloPlugin {
  constructor(@Inject(OPERATION_AUTHORIZER) private readonly authorizer: OperationAuthorizer) {}

  async requestDidStart(): Promise<object> {
    let refusal: HttpResponse | null = null;
    return {
      // Runs before `responseForOperation`, where other plugins may return a cached response.
      didResolveOperation: async (request: ApolloRequest) => {
        refusal = this.authorize(request);
        if (refusal !== null) throw new LynkAuthException(refusal);
      },
      // Replaces the body, because Apollo adds a stack trace to errors in development.
      willSendResponse: async ({ response }: ApolloRequest) => {
        if (refusal === null) return;
        response.http.status = refusal.status;
        for (const [name, value] of Object.entries(refusal.headers))
          response.http.headers.set(name.toLowerCase(), value);
        response.body = { kind: 'single', singleResult: JSON.parse(refusal.body) };
      },
    };
  }

  private authorize({ schema, document, operation, contextValue }: ApolloRequest): HttpResponse | null {
    const request = findGraphQLRequest(contextValue);
    if (request === undefined) throw new LynkConfigurationError(NO_REQUEST);
    const fragments = Object.fromEntries(
      document.definitions
        .filter(({ kind }) => kind === 'FragmentDefinition')
        .map((fragment) => [fragment.name?.value, fragment]),
    );
    return this.authorizer.authorize(request, { schema, operation, fragments });
  }
}
