import { isLynkError } from './is-lynk-error.ts';

/** Whether an error says that a call was ended, by its caller or by its time limit, and not that it failed. */
export const isAbortedOrTimedOut = (error: unknown): boolean =>
  isLynkError(error) && (error.code === 'aborted' || error.code === 'timeout');
