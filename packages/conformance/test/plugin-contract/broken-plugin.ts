import type { Parts } from './reference-plugin.ts';

/** The case that must find it, and what is broken. */
export type BrokenPlugin = readonly [foundBy: string, broken: Partial<Parts>];
