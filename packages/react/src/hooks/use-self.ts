import type { SelfView } from '@lynk-auth/authority';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { useRead } from './use-read.ts';

/**
 * Reads who the signed-in user is, and what they may do now.
 *
 * @returns The query; its data is the user.
 * @example
 * ```tsx
 * import { useSelf } from '@lynk-auth/react';
 *
 * export function Name() {
 *   const { data: self } = useSelf();
 *   return <p>{self?.member?.name}</p>;
 * }
 * ```
 */
export const useSelf = (): UseQueryResult<SelfView, ManagementError> =>
  useRead(['self'], (client) => client.getSelf());
