/** Thrown if a source breaks its contract: no retry will help. */
export class SourceBugError extends TypeError {}
