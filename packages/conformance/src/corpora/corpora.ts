import authorization from './authorization.json';
import tokens from './tokens.json';
import type { AuthorizationCorpus, TokenCorpus } from './types.ts';

/** Tokens, valid and invalid, and the expected result of parsing each of them. */
export const tokenCorpus: TokenCorpus = tokens as TokenCorpus;

/** `Authorization` headers, and the expected response to each of them. */
export const authorizationCorpus: AuthorizationCorpus = authorization as AuthorizationCorpus;
