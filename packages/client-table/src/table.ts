import type { Behaviour } from './behaviour.ts';
import { errors } from './behaviours/errors.ts';
import { limits } from './behaviours/limits.ts';
import { redirects } from './behaviours/redirects.ts';
import { requests, tls } from './behaviours/requests.ts';
import { retries } from './behaviours/retries.ts';
import { tokens } from './behaviours/tokens.ts';

/** What every client must show, by group. */
export const table: Readonly<Record<string, readonly Behaviour[]>> = {
  requests,
  tls,
  redirects,
  errors,
  retries,
  limits,
  tokens,
};
