import type { Principal } from '@lynk-auth/core';
import { type Authorizer, createAuthorizer } from '@lynk-auth/core/server';
import {
  type ApiResponse,
  getOrganization,
  listSboms,
  renameOrganization,
  uploadSbom,
} from '../api/index.ts';

/** The operation of a method and path, and the permission that it needs. */
export interface Route {
  readonly authorizer: Authorizer;
  readonly run: (principal: Principal, input: unknown) => ApiResponse;
}

const route = (permission: string, run: Route['run']): Route => ({
  authorizer: createAuthorizer([permission]),
  run,
});

/** The API for servers without a router. */
const routes: ReadonlyMap<string, Route> = new Map([
  ['GET /organization', route('view_organization', getOrganization)],
  ['PATCH /organization', route('update_organization', renameOrganization)],
  ['GET /sboms', route('view_sboms', listSboms)],
  ['POST /sboms', route('update_sboms', uploadSbom)],
]);

/** Finds a route. The path must not contain a query. */
export const findRoute = (method: string, path: string): Route | undefined => routes.get(`${method} ${path}`);
