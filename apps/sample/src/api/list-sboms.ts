import type { Principal } from '@lynk-auth/core';
import type { Answer } from './answer.ts';
import { organizationOf } from './organizations.ts';

/** The SBOMs of the organization, oldest first. */
export function listSboms(principal: Principal): Answer {
  return { status: 200, body: { sboms: organizationOf(principal).sboms } };
}
