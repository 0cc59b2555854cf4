/** Starts a timer that keeps no process alive. Returns a function that cancels it. */
export function startTimer(act: () => void, milliseconds: number): () => void {
  const timer: unknown = setTimeout(act, milliseconds);
  // Node, Deno and Bun return an object or a number; only an object has `unref`.
  (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
}
