import type { Principal } from '@lynk-auth/core';
import type { Answer } from './answer.ts';
import { organizationOf } from './organizations.ts';

/** The check that a token works: whose it is. */
export function getOrganization(principal: Principal): Answer {
  const { id, name } = organizationOf(principal);
  return { status: 200, body: { id, name } };
}
