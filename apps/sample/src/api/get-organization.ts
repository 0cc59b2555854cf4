import type { Principal } from '@lynk-auth/core';
import type { ApiResponse } from './api-response.ts';
import { organizationOf } from './organizations.ts';

/** Returns the organization of the token. Clients call it to check a token. */
export function getOrganization(principal: Principal): ApiResponse {
  const { id, name } = organizationOf(principal);
  return { status: 200, body: { id, name } };
}
