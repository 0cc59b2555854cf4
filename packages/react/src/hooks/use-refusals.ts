import type { Refusals } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads why a token was rejected, how often, and where it was used then.
 *
 * @param id The token's id.
 * @param options Whether and how often to read.
 * @returns The query; its data has one entry for each reason.
 */
export const useRefusals = (
  id: string,
  options?: ReadOptions,
): UseQueryResult<readonly Refusals[], ManagementError> =>
  useRead(['refusals', id], async (client) => (await client.listRefusals(id)).refusals, options);
