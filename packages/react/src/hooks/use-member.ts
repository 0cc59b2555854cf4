import type { FoundMember } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads a member, and how many personal tokens their removal revokes.
 *
 * @param userId The user's id.
 * @param options Whether and how often to read.
 * @returns The query; its data are the member and the number of live personal tokens.
 */
export const useMember = (
  userId: string,
  options?: ReadOptions,
): UseQueryResult<FoundMember, ManagementError> =>
  useRead(['member', userId], (client) => client.getMember(userId), options);
