import type { HttpResponse, PermissionCheck } from '@lynk-auth/core/server';
import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { createCheck } from '../create-check.ts';
import { type ResolverDemands, resolverDemands } from './resolver-demands.ts';
import type { OperationLike } from './schema-like.ts';
import { selectedFields } from './selected-fields.ts';

/** Judges GraphQL operations by all that their fields ask for together. */
@Injectable()
export class Operations {
  private demands: ResolverDemands | undefined;
  /** Servers parse a text that comes again only once. */
  private readonly checks = new WeakMap<object, PermissionCheck>();

  constructor(@Inject(ModulesContainer) private readonly modules: ModulesContainer) {}

  /** Reads the resolvers. @throws {LynkConfigurationError} where one asks for what could not be checked. */
  prepare(): ResolverDemands {
    this.demands ??= resolverDemands(this.modules);
    return this.demands;
  }

  /**
   * @param request The request, on which the middleware left who asks.
   * @param operation The operation, valid, before any of it runs.
   * @returns `null` to let it run, or the finished refusal of all of it.
   */
  refusal(request: object, operation: OperationLike): HttpResponse | null {
    let check = this.checks.get(operation.operation);
    if (check === undefined) {
      check = this.checkOf(operation);
      this.checks.set(operation.operation, check);
    }
    return check(request);
  }

  private checkOf(operation: OperationLike): PermissionCheck {
    const demands = this.prepare();
    const permissions = new Set<string>();
    let isPublic = true;
    for (const { types, name, isRoot } of selectedFields(operation)) {
      const asked = types.flatMap((type) => demands.get(`${type}.${name}`) ?? []);
      for (const demand of asked) for (const permission of demand.permissions) permissions.add(permission);
      if (name === '__typename') continue;
      // What no resolver of Nest answers, the schema's description of itself too, is not public.
      if (isRoot && !asked.some((demand) => demand.isPublic)) isPublic = false;
    }
    return createCheck({ permissions: [...permissions], isPublic });
  }
}
