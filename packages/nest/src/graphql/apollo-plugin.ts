import { LynkConfigurationError } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import { LynkAuthException } from '../lynk-auth-exception.ts';
import { graphqlRequestOf, NO_REQUEST } from '../request-of.ts';
import { OPERATIONS } from '../tokens.ts';
import type { Operations } from './operations.ts';
import type { DefinitionLike, SchemaLike } from './schema-like.ts';

/** As much of a request as Apollo Server tells its plugins. */
interface ApolloRequest {
  readonly schema: SchemaLike;
  readonly document: { readonly definitions: readonly DefinitionLike[] };
  readonly operation: DefinitionLike;
  readonly contextValue: Parameters<typeof graphqlRequestOf>[0];
  readonly response: {
    body: unknown;
    readonly http: { status?: number; readonly headers: { set(name: string, value: string): unknown } };
  };
}

/**
 * Refuses a whole operation, with the contract's status and body, before any of it runs. The guard would
 * too, but what a resolver throws is part of an answer with status 200.
 *
 * A plugin of Apollo Server, which `@nestjs/apollo` finds by its mark among the providers.
 */
@Injectable()
@SetMetadata('graphql:plugin', true)
export class ApolloPlugin {
  constructor(@Inject(OPERATIONS) private readonly operations: Operations) {}

  async requestDidStart(): Promise<object> {
    let refusal: HttpResponse | null = null;
    return {
      // Ahead of `responseForOperation`, where other plugins give what they have at hand.
      didResolveOperation: async (request: ApolloRequest) => {
        refusal = this.authenticate(request);
        if (refusal !== null) throw new LynkAuthException(refusal);
      },
      // Nothing but the answer: in development Apollo tells where an error was thrown.
      willSendResponse: async ({ response }: ApolloRequest) => {
        if (refusal === null) return;
        response.http.status = refusal.status;
        for (const [name, value] of Object.entries(refusal.headers))
          response.http.headers.set(name.toLowerCase(), value);
        response.body = { kind: 'single', singleResult: JSON.parse(refusal.body) };
      },
    };
  }

  private authenticate({ schema, document, operation, contextValue }: ApolloRequest): HttpResponse | null {
    const request = graphqlRequestOf(contextValue);
    if (request === undefined) throw new LynkConfigurationError(NO_REQUEST);
    const fragments = Object.fromEntries(
      document.definitions
        .filter(({ kind }) => kind === 'FragmentDefinition')
        .map((fragment) => [fragment.name?.value, fragment]),
    );
    return this.operations.refusal(request, { schema, operation, fragments });
  }
}
