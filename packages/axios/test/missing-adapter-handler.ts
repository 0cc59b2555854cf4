import { createLynkAxios } from '@lynk-auth/axios';
import type { CreateHandler } from '@lynk-auth/test-kit';

/** Responds with the error of a call through axios' adapter `http`. */
export const createHandler: CreateHandler<{ readonly token: string }> = (settings) => async () => {
  const api = createLynkAxios({ ...settings, endpoint: 'http://127.0.0.1:9/lynkapi' }, { adapter: 'http' });
  const error = await api.post('', { query: '{ a }' }).catch((thrown) => thrown);
  return Response.json({ code: error?.code, message: error?.message });
};
