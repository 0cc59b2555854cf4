/** A personal token belongs to a user in one organization, a service token to the organization. */
export type TokenKind = 'personal' | 'service';

interface PrincipalBase {
  /** The id of the token, not the token: safe to log. */
  readonly tokenId: string;
  readonly organizationId: string;
  /** What the token may do at the moment: snake_case keys such as `update_sboms`. */
  readonly permissions: readonly string[];
  /** When the token expires, in epoch milliseconds; `null` for never. */
  readonly expiresAt: number | null;
}

/** Who asks with a personal token: a user, with what the user's role allows now. */
export interface PersonalPrincipal extends PrincipalBase {
  readonly kind: 'personal';
  readonly userId: string;
}

/** Who asks with a service token: the organization, with the token's own role. */
export interface ServicePrincipal extends PrincipalBase {
  readonly kind: 'service';
}

/** Who asks: deep-frozen plain data, so that it may be cached, logged and sent on. */
export type Principal = PersonalPrincipal | ServicePrincipal;
