import { startTimer } from '@lynk-auth/core/internal';

/** Runs a task at the earliest time that was requested. */
export interface Schedule {
  /** Runs the task at a time or earlier, in monotonic milliseconds. */
  runBy(monotonic: number): void;
}

/** Creates a schedule with one timer, which keeps no process alive. Errors of the task are ignored. */
export function createSchedule(task: () => Promise<void>): Schedule {
  let next: { readonly at: number; readonly cancel: () => void } | undefined;
  const run = () => {
    next = undefined;
    task().catch(() => undefined);
  };
  return {
    runBy(at) {
      if (next !== undefined && next.at <= at) return;
      next?.cancel();
      next = { at, cancel: startTimer(run, Math.max(0, at - performance.now())) };
    },
  };
}
