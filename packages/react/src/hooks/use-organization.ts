import type { OrganizationView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads the organization and its policy.
 *
 * @param options Whether and how often to read.
 * @returns The query; its data is the organization.
 */
export const useOrganization = (options?: ReadOptions): UseQueryResult<OrganizationView, ManagementError> =>
  useRead(['organization'], async (client) => (await client.getOrganization()).organization, options);
