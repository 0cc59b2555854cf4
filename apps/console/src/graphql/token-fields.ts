import type { TokenView } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { Context } from './context.ts';

/** A token in a result. It has its secret only in the result of its creation. */
export type TokenResult = TokenView & { readonly secret?: SecurityToken | undefined };

/** The resolvers that personal and service tokens share. */
export const tokenFields = {
  rawToken: ({ secret }: TokenResult) => secret?.reveal() ?? null,
  tokenMask: ({ mask }: TokenResult) => mask,
  tokenName: ({ name }: TokenResult) => name,
  revoked: ({ revokedAt }: TokenResult) => revokedAt !== null,
  expired: ({ expiresAt }: TokenResult, _: unknown, { now }: Context) =>
    expiresAt !== null && now() >= expiresAt,
};
