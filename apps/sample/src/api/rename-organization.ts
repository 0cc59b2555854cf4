import type { Principal } from '@lynk-auth/core';
import * as z from 'zod';
import { type ApiResponse, badRequest } from './api-response.ts';
import { organizationOf } from './organizations.ts';

const change = z.object({ name: z.string().min(1).max(200) });

/** Renames the organization. */
export function renameOrganization(principal: Principal, input: unknown): ApiResponse {
  const read = change.safeParse(input);
  if (!read.success) return badRequest;
  const organization = organizationOf(principal);
  organization.name = read.data.name;
  return { status: 200, body: { id: organization.id, name: organization.name } };
}
