/**
 * How long the digest of a secret is kept after a rotation ended it: 90 days. Until then its use is recognized as that of
 * an ended secret.
 */
export const SECRET_RETENTION_MS = 90 * 86_400_000;
