/** The longest delay of `setTimeout`, in milliseconds. With a longer one it fires immediately. */
export const MAX_TIMER_MS = 2_147_483_647;
