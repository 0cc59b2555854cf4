import authorization from './authorization.json';
import tokens from './tokens.json';
import type { AuthorizationCorpus, TokenCorpus } from './types.ts';

/** `tokens.json`: tokens, and what parsing them must give. */
export const tokenCorpus: TokenCorpus = tokens as TokenCorpus;

/** `authorization.json`: authorization headers, and the answer that each must get. */
export const authorizationCorpus: AuthorizationCorpus = authorization as AuthorizationCorpus;

export type {
  AuthorizationCorpus,
  AuthorizationVector,
  StoredToken,
  TokenCorpus,
  TokenRow,
} from './types.ts';
