import { createStaticSource, type Source } from '@lynk-auth/verifier';

/** The configuration. It holds only digests: `printf %s "$TOKEN" | sha256sum`. */
export interface TokenDigests {
  readonly PIPELINE_TOKEN_SHA256?: string | undefined;
  readonly ADMIN_TOKEN_SHA256?: string | undefined;
}

const acme = { kind: 'service', organizationId: 'acme', expiresAt: null } as const;
const pipeline = ['view_organization', 'view_sboms', 'update_sboms'];

/** Creates a source of the two tokens in the configuration. It needs no store. */
export function staticSource({ PIPELINE_TOKEN_SHA256 = '', ADMIN_TOKEN_SHA256 = '' }: TokenDigests): Source {
  return createStaticSource([
    {
      sha256: PIPELINE_TOKEN_SHA256,
      principal: { ...acme, tokenId: 'pipeline', permissions: pipeline },
    },
    {
      sha256: ADMIN_TOKEN_SHA256,
      principal: { ...acme, tokenId: 'admin', permissions: [...pipeline, 'update_organization'] },
    },
  ]);
}
