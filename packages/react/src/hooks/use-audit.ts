import type { AuditEntry, AuditFilter } from '@lynk-auth/authority';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { usePages } from './use-pages.ts';
import type { ReadOptions } from './use-read.ts';

/**
 * Reads the audit log, newest first, page by page.
 *
 * @param filter Which entries.
 * @param options Whether and how often to read.
 * @returns The query; its data are the entries, and `fetchNextPage()` reads more.
 */
export const useAudit = (
  filter: Omit<AuditFilter, 'cursor'> = {},
  options?: ReadOptions,
): UseInfiniteQueryResult<readonly AuditEntry[], ManagementError> =>
  usePages(
    {
      key: ['audit', filter],
      read: (client, cursor) => client.listAudit({ ...filter, cursor }),
      join: (pages) => pages.flatMap(({ entries }) => entries),
    },
    options,
  );
