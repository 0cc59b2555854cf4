import { createStaticSource, type Source } from '@lynk-auth/verifier';

/** The configuration: digests only, made by `printf %s "$TOKEN" | sha256sum`. */
export interface TokenDigests {
  readonly PIPELINE_TOKEN_SHA256?: string | undefined;
  readonly ADMIN_TOKEN_SHA256?: string | undefined;
}

const acme = { kind: 'service', organizationId: 'acme', expiresAt: null } as const;
const pipeline = ['view_organization', 'view_sboms', 'update_sboms'];

/** Two tokens and no store: what stands in the configuration is all that there is. */
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
