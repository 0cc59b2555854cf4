import type { Principal } from '@lynk-auth/core';
import type { ApiResponse } from './api-response.ts';
import { organizationOf } from './organizations.ts';

/** Lists the SBOMs of the organization, oldest first. */
export function listSboms(principal: Principal): ApiResponse {
  return { status: 200, body: { sboms: organizationOf(principal).sboms } };
}
