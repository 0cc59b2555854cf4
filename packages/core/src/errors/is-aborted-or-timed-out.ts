import { isLynkError } from './is-lynk-error.ts';

/** Returns whether a request was ended by its caller or its time limit, rather than failed. */
export const isAbortedOrTimedOut = (error: unknown): boolean =>
  isLynkError(error) && (error.code === 'aborted' || error.code === 'timeout');
