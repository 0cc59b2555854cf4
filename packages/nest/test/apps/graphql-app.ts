import 'reflect-metadata';
import { contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import {
  CurrentPrincipal,
  LynkAuthModule,
  type LynkAuthOptions,
  Public,
  RequirePermission,
} from '@lynk-auth/nest';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import {
  Field,
  GraphQLModule,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { Platform } from '../create-project.ts';
import { listen } from './listen.ts';

/** The names of the resolvers that ran. */
export const ran: string[] = [];

@InterfaceType({ resolveType: () => Organization })
abstract class Node {
  @Field(() => String)
  id!: string;
}

@ObjectType('Organization', { implements: () => Node })
class Organization implements Node {
  id!: string;

  @Field(() => String)
  name!: string;
}

@Resolver(() => Organization)
class OrganizationResolver {
  @RequirePermission('view_organization')
  @Query(() => Organization)
  organization(@CurrentPrincipal() principal: Principal) {
    ran.push('organization');
    return { id: principal.organizationId, name: 'Acme Corp' };
  }

  @Query(() => Node)
  node() {
    ran.push('node');
    return { id: 'o1', name: 'Acme Corp' };
  }

  @Query(() => String, { name: 'tokenId' })
  readTokenId(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    ran.push('tokenId');
    return principal?.tokenId ?? 'anonymous';
  }

  @RequirePermission('update_sboms')
  @Mutation(() => String)
  upload() {
    ran.push('upload');
    return 'uploaded';
  }

  @Mutation(() => String)
  ping() {
    ran.push('ping');
    return 'pong';
  }

  @RequirePermission('manage_api_tokens')
  @ResolveField(() => String)
  secret() {
    ran.push('secret');
    return 'secret';
  }
}

@RequirePermission('delete_sboms')
@Resolver()
class DeletingResolver {
  @RequirePermission('update_sboms')
  @Mutation(() => String)
  remove() {
    ran.push('remove');
    return 'removed';
  }
}

@RequirePermission.any('view_organization', 'manage_organization')
@Resolver()
class AnyResolver {
  @RequirePermission.any('update_sboms', 'delete_sboms')
  @Mutation(() => String)
  edit() {
    ran.push('edit');
    return 'edited';
  }

  @RequirePermission.any('manage_api_tokens', 'manage_users')
  @Mutation(() => String)
  administer() {
    ran.push('administer');
    return 'administered';
  }
}

@Resolver()
class PublicResolver {
  @Public()
  @Query(() => String)
  status(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    ran.push('status');
    return principal?.tokenId ?? 'anonymous';
  }
}

@Module({ providers: [OrganizationResolver, DeletingResolver, AnyResolver] })
export class ResolversModule {}

/** Simulates a GraphQL server without Apollo's plugins. */
export class DriverWithoutPlugins extends ApolloDriver {
  override registerServer(options: ApolloDriverConfig) {
    const isOurs = (plugin: object) => Reflect.hasMetadata('graphql:plugin', plugin.constructor);
    return super.registerServer({
      ...options,
      plugins: (options.plugins ?? []).filter((each) => !isOurs(each)),
    });
  }
}

@Resolver()
class ValueResolver {
  @RequirePermission('manage_api_tokens')
  @Mutation(() => String)
  byValue() {
    ran.push('byValue');
    return 'by value';
  }
}

@Resolver()
class FactoryResolver {
  @RequirePermission('manage_api_tokens')
  @Mutation(() => String)
  byFactory() {
    ran.push('byFactory');
    return 'by factory';
  }
}

interface Settings extends Partial<LynkAuthOptions> {
  /** Options of GraphQLModule. */
  readonly graphql?: Partial<ApolloDriverConfig>;
}

/** Starts an application with GraphQL. */
export const start = (platform: Platform, { graphql, ...options }: Settings = {}) =>
  listen(platform, {
    imports: [
      LynkAuthModule.forRoot({ verifier: contractVerifier, ...options }),
      GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, ...graphql }),
      ResolversModule,
    ],
    providers: [
      ...(options.optional ? [PublicResolver] : []),
      { provide: 'VALUE', useValue: new ValueResolver() },
      { provide: 'FACTORY', useFactory: () => new FactoryResolver() },
    ],
  });

/** A resolver that does not name the parent type of its field. */
@Resolver()
class UntypedFieldResolver {
  @RequirePermission('manage_api_tokens')
  @ResolveField(() => String)
  secret() {
    return 'secret';
  }
}

/** Starts an application with a permission on a field whose parent type is unknown. */
export const startWithUntypedField = (platform: Platform) =>
  listen(platform, {
    imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })],
    providers: [UntypedFieldResolver],
  });

const NESTED = `
  interface Root { closed: String }
  type Query implements Root { closed: String status: String plain: String }
  type Mutation { open: Payload }
  type Payload { ok: String query: Query root: Root }
`;

@Resolver('Query')
class NestedQueries {
  @Query('closed')
  closed() {
    ran.push('closed');
    return 'closed';
  }

  @Public()
  @Query('status')
  status() {
    ran.push('status');
    return 'up';
  }
}

@Resolver('Mutation')
class NestedMutations {
  @Public()
  @Mutation('open')
  open() {
    return { ok: 'ok', query: {}, root: { __typename: 'Query' } };
  }
}

/** Starts an application in optional mode with a public mutation, whose payload has fields of type Query. */
export const startNested = (platform: Platform) =>
  listen(platform, {
    imports: [
      LynkAuthModule.forRoot({ verifier: contractVerifier, optional: true }),
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        typeDefs: NESTED,
        resolvers: {
          Query: {
            plain: () => {
              ran.push('plain');
              return 'plain';
            },
          },
        },
      }),
    ],
    providers: [NestedQueries, NestedMutations],
  });
