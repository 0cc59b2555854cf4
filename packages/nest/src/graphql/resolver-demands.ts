import { LynkConfigurationError } from '@lynk-auth/core/internal';
import { type ModulesContainer, Reflector } from '@nestjs/core';
import { type Demand, demandOf } from '../demand-of.ts';
import { handlersOf } from '../handlers.ts';

/** What @nestjs/graphql writes on resolvers. */
const TYPE = 'graphql:resolver_type';
const NAME = 'graphql:resolver_name';
const PROPERTY = 'graphql:resolve_property';
const REFERENCE = 'graphql:resolve_reference';

/** The name under which resolvers of references (federation) are kept, whichever type they are of. */
const REFERENCES = '_entities';

/** What fields ask for: `Query.sboms`. */
export type ResolverDemands = ReadonlyMap<string, Demand>;

/**
 * Collects what the resolvers of an application ask for, by the fields that they resolve.
 *
 * @throws {LynkConfigurationError} where a resolver asks for a permission, and its type is not told.
 */
export function resolverDemands(modules: ModulesContainer): ResolverDemands {
  const reflector = new Reflector();
  const demands = new Map<string, Demand>();
  for (const { owner, name, method } of handlersOf(modules)) {
    const own = reflector.get<string | undefined>(TYPE, method as never);
    const isField = [PROPERTY, REFERENCE, NAME].some(
      (key) => reflector.get(key, method as never) !== undefined,
    );
    if (own === undefined && !isField) continue;
    const demand = demandOf(method, owner);
    const type = own ?? reflector.get<string | undefined>(TYPE, owner);
    if (type === undefined) {
      if (demand.permissions.length === 0) continue;
      throw new LynkConfigurationError(
        `LynkAuthModule: ${owner.name}.${name} asks for a permission; @Resolver() of ${owner.name} must name the type that it is a field of.`,
      );
    }
    const isReference = reflector.get(REFERENCE, method as never) !== undefined;
    const field = isReference
      ? `Query.${REFERENCES}`
      : `${type}.${reflector.get(NAME, method as never) ?? name}`;
    demands.set(field, both(demands.get(field), demand));
  }
  return demands;
}

/** Two resolvers of one field: it is not known which of them runs. */
function both(one: Demand | undefined, other: Demand): Demand {
  if (one === undefined) return other;
  const permissions = [...new Set([...one.permissions, ...other.permissions])];
  return { permissions, isPublic: one.isPublic && other.isPublic };
}
