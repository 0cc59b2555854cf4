import { useCallback, useState } from 'react';
import type { ManagementClient } from '../client/management-client.ts';
import type { ManagementError } from '../client/management-error.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

/** An operation that changes something. */
export interface Action<Name extends keyof ManagementClient> {
  /** Sends it. Rejects with a {@link ManagementError}, which is then in `error` too. */
  readonly run: ManagementClient[Name];
  readonly isPending: boolean;
  /** Why the last one failed. */
  readonly error: ManagementError | null;
  /** Forgets the error. */
  reset(): void;
}

/**
 * Returns an operation that changes something. What is on the page is read again after it.
 *
 * It is not a mutation of TanStack Query, whose cache would keep the secret of a new token: only the caller of `run` has the
 * result.
 *
 * @param name The operation.
 */
export function useAction<Name extends keyof ManagementClient>(name: Name): Action<Name> {
  const { client, queryClient, scope } = useLynkAuth();
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<ManagementError | null>(null);
  const key = scope.join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the scope
  const run = useCallback(
    async (...values: unknown[]) => {
      setPending((count) => count + 1);
      setError(null);
      try {
        return await (client[name] as (...values: unknown[]) => Promise<unknown>)(...values);
      } catch (caught) {
        setError(caught as ManagementError);
        throw caught;
      } finally {
        setPending((count) => count - 1);
        // Also after a failure: the page may be out of date.
        void queryClient.invalidateQueries({ queryKey: [...scope] });
      }
    },
    [client, name, queryClient, key],
  );
  const reset = useCallback(() => setError(null), []);
  return { run: run as ManagementClient[Name], isPending: pending > 0, error, reset };
}
