import type { RoleView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads the roles of the organization.
 *
 * @param options Whether and how often to read.
 * @returns The query; its data are the roles.
 */
export const useRoles = (options?: ReadOptions): UseQueryResult<readonly RoleView[], ManagementError> =>
  useRead(['roles'], async (client) => (await client.listRoles()).roles, options);
