import { createStaticSource, createVerifier, digestToken, type Source } from '@lynk-auth/verifier';

const token = '%TOKEN%';

export const digest = digestToken(token);
export const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
export const source = createStaticSource([
  {
    sha256,
    principal: {
      kind: 'service',
      tokenId: 'ci',
      organizationId: 'acme',
      permissions: ['view_sboms'],
      expiresAt: null,
    },
  },
]);
export const verifier = createVerifier({ source, observe: null });
export const sources: Record<string, Source> = { source };
export const verify = (text: string) => verifier.verify(text);

export async function main() {
  const good = await verify(token);
  if (!good.ok || good.principal.tokenId !== 'ci') throw new Error('The token is rejected.');
  const bad = await verify('unknown');
  if (bad.ok || bad.kind !== 'invalid_token') throw new Error('An unknown token is accepted.');
  await verifier.close();
}

main().then(() => console.log('fine'));
