import { attachLynkAuth, createLynkAxios, fromEnv } from '@lynk-auth/axios';
import axios, { type InternalAxiosRequestConfig } from 'axios';

const token = '%TOKEN%';
const endpoint = 'https://api.example/api';

export const provider = fromEnv({ INTERLYNK_SECURITY_TOKEN: token });
export const api = createLynkAxios({ token: provider, endpoint }, { timeout: 1000 });
export const instance = axios.create({
  adapter: async (config: InternalAxiosRequestConfig) => {
    const known = config.headers.get('authorization') === `Bearer ${token}`;
    return { data: '{}', status: known ? 200 : 401, statusText: '', headers: {}, config };
  },
});

export async function main() {
  if (api.defaults.timeout !== 1000) throw new Error('The defaults are lost.');
  const detach = attachLynkAuth(instance, { token, endpoint });
  const { status } = await instance.get('https://api.example/healthz', { responseType: 'json' });
  detach();
  if (status !== 200) throw new Error(`The status is ${status}.`);
}

main().then(() => console.log('fine'));
