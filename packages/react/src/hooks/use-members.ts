import type { MemberView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads the members of the organization.
 *
 * @param options Whether and how often to read.
 * @returns The query; its data are the members.
 */
export const useMembers = (options?: ReadOptions): UseQueryResult<readonly MemberView[], ManagementError> =>
  useRead(['members'], async (client) => (await client.listMembers()).members, options);
