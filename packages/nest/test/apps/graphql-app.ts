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
import type { Platform } from '../stage.ts';
import { listen } from './listen.ts';

/** The resolvers that ran. */
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

  @Query(() => String, { name: 'who' })
  whoAsks(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    ran.push('who');
    return principal?.tokenId ?? 'nobody';
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

@Resolver()
class PublicResolver {
  @Public()
  @Query(() => String)
  status(@CurrentPrincipal({ optional: true }) principal: Principal | null) {
    ran.push('status');
    return principal?.tokenId ?? 'nobody';
  }
}

@Module({ providers: [OrganizationResolver, DeletingResolver] })
export class ResolversModule {}

/** Stands for the servers that know no plugins of Apollo. */
export class OtherDriver extends ApolloDriver {
  override registerServer(options: ApolloDriverConfig) {
    const isOurs = (plugin: object) => Reflect.hasMetadata('graphql:plugin', plugin.constructor);
    return super.registerServer({
      ...options,
      plugins: (options.plugins ?? []).filter((each) => !isOurs(each)),
    });
  }
}

@Resolver()
class GivenResolver {
  @RequirePermission('manage_api_tokens')
  @Mutation(() => String)
  given() {
    ran.push('given');
    return 'given';
  }
}

@Resolver()
class MadeResolver {
  @RequirePermission('manage_api_tokens')
  @Mutation(() => String)
  made() {
    ran.push('made');
    return 'made';
  }
}

interface Settings extends Partial<LynkAuthOptions> {
  /** Options of GraphQL's module. */
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
      { provide: 'GIVEN', useValue: new GivenResolver() },
      { provide: 'MADE', useFactory: () => new MadeResolver() },
    ],
  });

/** A field whose type nobody tells. */
@Resolver()
class FieldOfNothingResolver {
  @RequirePermission('manage_api_tokens')
  @ResolveField(() => String)
  secret() {
    return 'secret';
  }
}

/** Starts one with a permission that could not be checked. */
export const startUntold = (platform: Platform) =>
  listen(platform, {
    imports: [LynkAuthModule.forRoot({ verifier: contractVerifier })],
    providers: [FieldOfNothingResolver],
  });
