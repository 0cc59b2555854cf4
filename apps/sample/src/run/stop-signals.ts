/** The signals with which a terminal or a supervisor stops a program. */
export const stopSignals = ['SIGINT', 'SIGTERM'] as const;
