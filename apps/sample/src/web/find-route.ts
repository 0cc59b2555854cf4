import type { Principal } from '@lynk-auth/core';
import { type Authorizer, createAuthorizer } from '@lynk-auth/core/server';
import { type Answer, getOrganization, listSboms, renameOrganization, uploadSbom } from '../api/index.ts';

/** What is done for a method of a path, and who may ask for it. */
export interface Route {
  readonly authorizer: Authorizer;
  readonly answer: (principal: Principal, input: unknown) => Answer;
}

const route = (permission: string, answer: Route['answer']): Route => ({
  authorizer: createAuthorizer([permission]),
  answer,
});

/** The API, for servers that have no router of their own. */
const routes: ReadonlyMap<string, Route> = new Map([
  ['GET /organization', route('view_organization', getOrganization)],
  ['PATCH /organization', route('update_organization', renameOrganization)],
  ['GET /sboms', route('view_sboms', listSboms)],
  ['POST /sboms', route('update_sboms', uploadSbom)],
]);

/** Finds the route; a query has been cut off the path. */
export const findRoute = (method: string, path: string): Route | undefined => routes.get(`${method} ${path}`);
