import { createLynkClient, fromEnv, withLynkAuth } from '@lynk-auth/fetch';

const token = '%TOKEN%';

export const provider = fromEnv({ INTERLYNK_SECURITY_TOKEN: token });
export const api: typeof fetch = async (input, init) => {
  const sent = new Headers(init?.headers ?? (input as Request).headers).get('authorization');
  return sent === `Bearer ${token}`
    ? Response.json({ data: { organization: { id: '1', name: 'Acme Corp' } } })
    : Response.json({ errors: [{ message: 'Unauthorized' }] }, { status: 401 });
};
export const client = createLynkClient({ token: provider, endpoint: 'https://api.example/api', fetch: api });
export const authorized = withLynkAuth(api, { token, endpoint: 'https://api.example/api' });
export const check = () => client.check();
export const raw = client.raw;

export async function main() {
  const { organization, kind } = await check();
  if (organization.name !== 'Acme Corp' || kind !== 'service')
    throw new Error('The check returns another organization.');
  const response = await authorized('https://api.example/healthz');
  if (response.status !== 200) throw new Error(`The status is ${response.status}.`);
}

main().then(() => console.log('fine'));
