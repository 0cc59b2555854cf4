import { LynkConfigurationError } from '@lynk-auth/core/internal';
import { type ModulesContainer, Reflector } from '@nestjs/core';
import { joinPermissions, type Requirements, readRequirements } from '../decorators/read-requirements.ts';
import { listHandlers } from '../module/list-handlers.ts';

/** The metadata keys that @nestjs/graphql sets on resolvers. */
const TYPE = 'graphql:resolver_type';
const NAME = 'graphql:resolver_name';
const PROPERTY = 'graphql:resolve_property';
const REFERENCE = 'graphql:resolve_reference';

/** The field of Query that federation resolves references with, whatever their type. */
const REFERENCES = '_entities';

/** Requirements by field, for example `Query.sboms`. */
export type ResolverRequirements = ReadonlyMap<string, Requirements>;

/**
 * Collects the requirements of an application's resolvers, by the field that each resolves.
 *
 * @throws {LynkConfigurationError} if a resolver requires a permission but does not name its parent type.
 */
export function collectResolverRequirements(modules: ModulesContainer): ResolverRequirements {
  const reflector = new Reflector();
  const byField = new Map<string, Requirements>();
  for (const { owner, name, method } of listHandlers(modules)) {
    const ownType = reflector.get<string | undefined>(TYPE, method as never);
    const isField = [PROPERTY, REFERENCE, NAME].some(
      (key) => reflector.get(key, method as never) !== undefined,
    );
    if (ownType === undefined && !isField) continue;
    const requirements = readRequirements(method, owner);
    const type = ownType ?? reflector.get<string | undefined>(TYPE, owner);
    if (type === undefined) {
      if (requirements.permissions.length === 0) continue;
      throw new LynkConfigurationError(
        `LynkAuthModule: ${owner.name}.${name} requires a permission, but its parent type is unknown; name it in @Resolver() of ${owner.name}.`,
      );
    }
    const isReference = reflector.get(REFERENCE, method as never) !== undefined;
    const field = isReference
      ? `Query.${REFERENCES}`
      : `${type}.${reflector.get(NAME, method as never) ?? name}`;
    byField.set(field, combine(byField.get(field), requirements));
  }
  return byField;
}

/** Combines the requirements of two resolvers of one field, since either may run. */
function combine(one: Requirements | undefined, other: Requirements): Requirements {
  if (one === undefined) return other;
  const permissions = joinPermissions(one.permissions, other.permissions);
  return { permissions, isPublic: one.isPublic && other.isPublic };
}
