import { codeIn } from '../console.ts';
import type { SpawnedConsole } from '../spawn-console.ts';

const EMAIL = 'admin@acme.example';

/** What a person and a program do with a console. */
export interface ConsoleClient {
  /** Sends JSON as a page does. */
  post(path: string, body: object, cookie?: string): Promise<Response>;
  /** Sets the first password with the link that the console has printed. */
  setPassword(password: string): Promise<void>;
  /** Logs in, and returns the cookie. */
  logIn(password: string): Promise<string>;
  /** Returns whether the cookie is that of a session. */
  isLoggedIn(cookie: string): Promise<boolean>;
  /** Creates a personal token of the logged-in user. */
  createToken(name: string, cookie: string): Promise<{ readonly id: string; readonly secret: string }>;
  revoke(id: string, cookie: string): Promise<void>;
  /** Returns the status of a request with a token. */
  check(secret: string): Promise<number>;
}

/** Creates the client of a running console. */
export function createClient({ address, stdout }: Pick<SpawnedConsole, 'address' | 'stdout'>): ConsoleClient {
  const post: ConsoleClient['post'] = (path, body, cookie = '') =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address, cookie },
      body: JSON.stringify(body),
    });
  const expectStatus = (response: Response, status: number) => {
    if (response.status !== status) throw new Error(`${response.url} has the status ${response.status}.`);
    return response;
  };
  return {
    post,
    async setPassword(newPassword) {
      expectStatus(await post('/auth/reset-password', { token: codeIn(stdout()), newPassword }), 200);
    },
    async logIn(password) {
      const response = expectStatus(await post('/auth/sign-in/email', { email: EMAIL, password }), 200);
      return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    async isLoggedIn(cookie) {
      const { user } = await (await fetch(`${address}/auth/session`, { headers: { cookie } })).json();
      return user?.email === EMAIL;
    },
    async createToken(name, cookie) {
      const created = expectStatus(await post('/manage/api/personal-tokens', { name }, cookie), 201);
      const { token, secret } = await created.json();
      return { id: token.id, secret };
    },
    async revoke(id, cookie) {
      expectStatus(await post(`/manage/api/tokens/${id}/revoke`, {}, cookie), 200);
    },
    async check(secret) {
      const headers = { authorization: `Bearer ${secret}` };
      return (await fetch(`${address}/healthz`, { headers })).status;
    },
  };
}
