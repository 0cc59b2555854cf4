/** What a terminal and a supervisor send to have a program stop. */
export const stopSignals = ['SIGINT', 'SIGTERM'] as const;
