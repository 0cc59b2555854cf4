import type { SecretView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { type ReadOptions, useRead } from './use-read.ts';

/**
 * Reads the secrets of a token, oldest first: their masks, their states, and how each is used.
 *
 * @param id The token's id.
 * @param options Whether and how often to read.
 * @returns The query; its data are the secrets, of which it has the masks only.
 */
export const useSecrets = (
  id: string,
  options?: ReadOptions,
): UseQueryResult<readonly SecretView[], ManagementError> =>
  useRead(['secrets', id], async (client) => (await client.listSecrets(id)).secrets, options);
