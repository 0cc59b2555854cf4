import { useState } from 'react';
import { messages } from '../messages.ts';

interface Action {
  readonly pending: boolean;
  /** The message of the last failure, or `null`. */
  readonly error: string | null;
  /** Runs an operation, unless one is running. */
  run(operation: () => Promise<void>): void;
}

/** The state of an operation that the user starts. */
export function useAction(): Action {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return {
    pending,
    error,
    run(operation) {
      if (pending) return;
      setPending(true);
      setError(null);
      operation()
        .catch((failure: unknown) =>
          setError(failure instanceof Error ? failure.message : messages.unexpected),
        )
        .finally(() => setPending(false));
    },
  };
}
