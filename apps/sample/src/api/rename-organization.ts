import type { Principal } from '@lynk-auth/core';
import * as z from 'zod';
import { type Answer, badRequest } from './answer.ts';
import { organizationOf } from './organizations.ts';

const change = z.object({ name: z.string().min(1).max(200) });

/** Gives the organization another name. */
export function renameOrganization(principal: Principal, input: unknown): Answer {
  const read = change.safeParse(input);
  if (!read.success) return badRequest;
  const organization = organizationOf(principal);
  organization.name = read.data.name;
  return { status: 200, body: { id: organization.id, name: organization.name } };
}
