import type { TokenView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads a token.
 *
 * @param id The token's id.
 * @param options Whether and how often to read.
 * @returns The query; its data is the token.
 */
export const useToken = (id: string, options?: ReadOptions): UseQueryResult<TokenView, ManagementError> =>
  useRead(['token', id], async (client) => (await client.getToken(id)).token, options);
