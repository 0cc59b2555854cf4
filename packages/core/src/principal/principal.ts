// The authenticated caller, its permissions and its claims.
/** A personal token belongs to a user in one organization, a service token to the organization. */
export type TokenKind = 'personal' | 'service';

interface PrincipalBase {
  /** The id of the token, not the token: safe to log. */
  readonly tokenId: string;
  readonly organizationId: string;
  /** The permissions that the token has now: snake_case keys such as `update_sboms`. */
  readonly permissions: readonly string[];
  /** When the token expires, in epoch milliseconds; `null` for never. */
  readonly expiresAt: number | null;
}

/** The principal of a personal token: a user, with the permissions of the user's current role. */
export interface PersonalPrincipal extends PrincipalBase {
  readonly kind: 'personal';
  readonly userId: string;
}

/** The principal of a service token: the organization, with the token's own role. */
export interface ServicePrincipal extends PrincipalBase {
  readonly kind: 'service';
}

/** The authenticated caller: deep-frozen plain data, which can be cached, logged and serialized. */
export type Principal = PersonalPrincipal | ServicePrincipal;
