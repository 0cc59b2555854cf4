/** Runs an operation, unless it runs or has succeeded under the same key. A failure is forgotten. */
export type Once = (key: string, operation: () => Promise<void>) => Promise<void>;

/**
 * Creates a function that runs an operation once for each key, as far as this process remembers.
 *
 * @param limit How many keys it remembers.
 */
export function createOnce(limit: number): Once {
  const runs = new Map<string, Promise<void>>();
  return (key, operation) => {
    const known = runs.get(key);
    if (known !== undefined) return known;
    const run = operation();
    runs.set(key, run);
    run.catch(() => runs.delete(key));
    const [oldest] = runs.keys();
    if (runs.size > limit && oldest !== undefined) runs.delete(oldest);
    return run;
  };
}
