/** How long a log that has not responded is waited for at least, in milliseconds. */
const MIN_SILENCE_MS = 300;
/**
 * How long it is waited for once a verification has noticed, in milliseconds. A process that was stopped notices before
 * it receives the responses that arrived meanwhile.
 */
const GRACE_MS = 20;

/** Tells whether a change log has stopped responding. All times are those of the monotonic clock, in milliseconds. */
export interface SilenceWatch {
  onSent(at: number): void;
  onSuccess(): void;
  onFailure(): void;
  /** Returns whether no read has succeeded for so long that a verification should not wait for one. */
  isSilent(at: number): boolean;
}

/**
 * Creates the watch of a log. A log that fails quickly is not silent: a verification learns of the failure itself.
 *
 * @param leaseMs The lease of the log. A log is silent after three of them, and 300 milliseconds at least.
 */
export function createSilenceWatch(leaseMs: number): SilenceWatch {
  const limitMs = Math.max(MIN_SILENCE_MS, 3 * leaseMs);
  /** When the first read since the last response was sent. */
  let since: number | undefined;
  let noticedAt: number | undefined;
  const end = () => {
    since = undefined;
    noticedAt = undefined;
  };
  return {
    onSent(at) {
      since ??= at;
    },
    onSuccess: end,
    onFailure() {
      // A failure that took that long is a time limit, and no response.
      if (noticedAt === undefined) end();
    },
    isSilent(at) {
      if (since === undefined || !(at - since >= limitMs)) return false;
      noticedAt ??= at;
      return at - noticedAt >= GRACE_MS;
    },
  };
}
