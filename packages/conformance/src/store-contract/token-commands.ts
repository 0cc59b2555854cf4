import type {
  ActivateSecret,
  DeleteToken,
  ResumeToken,
  RetireSecrets,
  RevokeToken,
  RotateToken,
  StoredToken,
  SuspendToken,
  UpdateToken,
} from '@lynk-auth/authority';
import { base, DAY, randomDigest, START } from './fixture.ts';

const about = (token: StoredToken) => ({ ...base, organizationId: token.organizationId, tokenId: token.id });

export function updateToken(token: StoredToken, overrides: Partial<UpdateToken> = {}): UpdateToken {
  return { ...about(token), type: 'update_token', ...overrides };
}

export function deleteToken(token: StoredToken, overrides: Partial<DeleteToken> = {}): DeleteToken {
  return { ...about(token), type: 'delete_token', ...overrides };
}

export function suspendToken(token: StoredToken, overrides: Partial<SuspendToken> = {}): SuspendToken {
  return { ...about(token), type: 'suspend_token', ...overrides };
}

export function resumeToken(token: StoredToken, overrides: Partial<ResumeToken> = {}): ResumeToken {
  return { ...about(token), type: 'resume_token', ...overrides };
}

/** A new secret; those in use end in a day, one that is pending in an hour. */
export function rotateToken(token: StoredToken, overrides: Partial<RotateToken> = {}): RotateToken {
  return {
    ...about(token),
    type: 'rotate_token',
    mask: 'lynk_live_r0ta…',
    digest: randomDigest(),
    overlapUntil: START + DAY,
    drainUntil: START + DAY / 24,
    ...overrides,
  };
}

export function activateSecret(
  token: StoredToken,
  digest: Uint8Array,
  overrides: Partial<ActivateSecret> = {},
): ActivateSecret {
  return { ...about(token), type: 'activate_secret', digest, ...overrides };
}

export function retireSecrets(
  token: StoredToken,
  digest: Uint8Array,
  overrides: Partial<RetireSecrets> = {},
): RetireSecrets {
  return { ...about(token), type: 'retire_secrets', digest, ...overrides };
}

export function revokeToken(token: StoredToken, overrides: Partial<RevokeToken> = {}): RevokeToken {
  return { ...about(token), type: 'revoke_token', ...overrides };
}
