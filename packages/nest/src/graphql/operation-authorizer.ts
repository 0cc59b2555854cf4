import type { HttpResponse, PermissionCheck } from '@lynk-auth/core/server';
import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { joinPermissions, type Requirements } from '../decorators/read-requirements.ts';
import { createAccessCheck } from '../guard/create-access-check.ts';
import { collectResolverRequirements, type ResolverRequirements } from './collect-resolver-requirements.ts';
import { listSelectedFields } from './list-selected-fields.ts';
import type { OperationLike } from './schema-like.ts';

/** Authorizes GraphQL operations: the principal needs the permissions of all fields that an operation selects. */
@Injectable()
export class OperationAuthorizer {
  private requirements: ResolverRequirements | undefined;
  /** By operation. Servers cache parsed documents, so a repeated query has the same operation object. */
  private readonly checks = new WeakMap<object, PermissionCheck>();

  constructor(@Inject(ModulesContainer) private readonly modules: ModulesContainer) {}

  /**
   * Collects the requirements of the resolvers, once.
   *
   * @throws {LynkConfigurationError} if a resolver's permission cannot be assigned to a field.
   */
  prepare(): ResolverRequirements {
    this.requirements ??= collectResolverRequirements(this.modules);
    return this.requirements;
  }

  /**
   * @param request The request, with the auth context that the middleware has set.
   * @param operation The validated operation.
   * @returns `null` if the operation may run, otherwise the error response for the whole operation.
   */
  authorize(request: object, operation: OperationLike): HttpResponse | null {
    let check = this.checks.get(operation.operation);
    if (check === undefined) {
      check = createAccessCheck(this.collectRequirements([operation]));
      this.checks.set(operation.operation, check);
    }
    return check(request);
  }

  /**
   * Authorizes several operations as if they were one.
   *
   * @param request The request, with the auth context that the middleware has set.
   * @param operations The validated operations.
   * @returns `null` if all of them may run, otherwise one error response.
   */
  authorizeAll(request: object, operations: readonly OperationLike[]): HttpResponse | null {
    return createAccessCheck(this.collectRequirements(operations))(request);
  }

  private collectRequirements(operations: readonly OperationLike[]): Requirements {
    const requirements = this.prepare();
    const selected: Requirements[] = [];
    let isPublic = true;
    for (const { types, rootTypes, name } of operations.flatMap((each) => [...listSelectedFields(each)])) {
      const find = (type: string) => requirements.get(`${type}.${name}`);
      selected.push(...types.flatMap((type) => find(type) ?? []));
      if (name === '__typename') continue;
      // A root field without a Nest resolver is not public. That includes introspection.
      if (!rootTypes.every((type) => find(type)?.isPublic)) isPublic = false;
    }
    return { permissions: joinPermissions(...selected.map(({ permissions }) => permissions)), isPublic };
  }
}
