/** Accepts responses of the newest primary only. */
export interface TimelineGuard {
  /**
   * Returns whether a response may be used.
   *
   * @param timeline The timeline of the server that sent it; `null` if that is a standby.
   */
  accepts(timeline: number | null): boolean;
}

/**
 * Creates a guard. A promotion begins a new timeline with a higher number. Once a response of it was seen, responses
 * with a lower one come from a server that is no longer the primary: an old connection, or a pooler, still leads there.
 */
export function createTimelineGuard(): TimelineGuard {
  let highest = 0;
  return {
    accepts(timeline) {
      if (timeline === null || timeline < highest) return false;
      highest = timeline;
      return true;
    },
  };
}
