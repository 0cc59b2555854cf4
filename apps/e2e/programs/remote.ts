import { createCheckSource, createIntrospectionSource, type RemoteOptions } from '@lynk-auth/remote';

const token = '%TOKEN%';

export const options = {
  endpoint: 'https://auth.example/introspect',
  maxStalenessSeconds: 10,
  fetch: async (): Promise<Response> => Response.json({ active: false }),
} satisfies RemoteOptions;
export const source = createIntrospectionSource({ ...options, credentials: { bearer: token } });
export const check = createCheckSource({
  ...options,
  permissions: ['view_sboms'],
  fetch: async () => Response.json({ data: { organization: { id: '1', name: 'Acme Corp' } } }),
});
export const lookup = (text: string) => check.lookup(text, [new Uint8Array(32)]);

export async function main() {
  const unknown = await source.lookup(token, [new Uint8Array(32)]);
  if (unknown.ok || unknown.reason !== 'unknown') throw new Error('An inactive token is accepted.');
  const known = await lookup(token);
  if (!known.ok || known.principal.organizationId !== '1')
    throw new Error('The principal has another organization.');
}

main().then(() => console.log('fine'));
