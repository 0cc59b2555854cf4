import { createVerifier } from '@lynk-auth/verifier';
import { afterEach, expect, test, vi } from 'vitest';
import { createAuthorityHandler } from '../../src/http/index.ts';
import { createHttpAuthority } from './create-http-authority.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

test('no token is in a log, an error or a response, wherever it was sent', async () => {
  const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
  const logs = methods.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
  const { authority, admin, viewer, gateway, clock } = await createHttpAuthority();
  // Without `observe`, the verifier logs; without `onError`, the handler does.
  const verifier = createVerifier({ source: authority.source, clock });
  let isDown = false;
  const handler = createAuthorityHandler({
    authority: {
      ...authority,
      as: (...values) => {
        if (isDown) throw new Error(`insert into tokens values ('${viewer.reveal()}')`);
        return authority.as(...values);
      },
    },
    verifier,
    actor: () => admin,
  });

  const token = viewer.reveal();
  const secret = token.slice(-30);
  const found: string[] = [];
  const send = async (
    path: string,
    { type, body, method = 'POST', ...headers }: Readonly<Record<string, string | undefined>> = {},
  ) => {
    const init = {
      method,
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body }),
    };
    const response = await handler(new Request(`https://auth.example${path}`, init));
    const text = [await response.text(), ...response.headers.values()].join('\n');
    if (text.includes(secret)) found.push(`${method} ${path.replaceAll(token, '…')}: ${response.status}`);
    return response.status;
  };

  const authorization = `Bearer ${gateway.reveal()}`;
  const statuses = [
    await send('/introspect', { authorization, type: form, body: `token=${token}` }),
    await send('/introspect', { authorization, type: form, body: `token=${token}&token=${token}` }),
    await send('/introspect', { authorization, type: form, body: `${token}=1` }),
    await send('/introspect', { authorization, type: json, body: JSON.stringify({ token }) }),
    await send(`/introspect?token=${token}`, { authorization, type: form, body: '' }),
    await send('/introspect', { authorization: `Bearer ${token}x`, type: form, body: `token=${token}` }),
    await send('/introspect', { authorization: `Basic ${token}`, type: form, body: `token=${token}` }),
    await send('/introspect', {
      authorization: `Basic ${btoa(`x:${token}x`)}`,
      type: form,
      body: `token=${token}`,
    }),
    await send('/introspect', { authorization: token, type: form, body: `token=${token}` }),
    await send(`/${token}`, { method: 'GET' }),
    await send(`/api/tokens/${token}`, { method: 'GET' }),
    await send(`/api/tokens?${token}=1`, { method: 'GET' }),
    await send(`/api/tokens?kind=${token}`, { method: 'GET' }),
    await send('/api/personal-tokens', { type: json, body: JSON.stringify({ name: '', [token]: token }) }),
    await send('/api/personal-tokens', { type: json, body: `{"name": ${token}` }),
    await send('/api/tokens/revoke', { type: json, body: JSON.stringify({ token: `${token} ` }) }),
    await send('/api/tokens/revoke', { type: json, body: JSON.stringify({ token: [token] }) }),
    await send('/api/tokens/revoke', { type: json, body: JSON.stringify({ token }), 'user-agent': token }),
  ];
  expect(statuses).toEqual([
    200, 400, 400, 415, 400, 401, 400, 401, 401, 404, 404, 400, 400, 400, 400, 400, 400, 200,
  ]);
  isDown = true;
  expect(await send('/revoke', { authorization, type: form, body: `token=${token}` })).toBe(503);
  expect(await send('/api/tokens/revoke', { type: json, body: JSON.stringify({ token }) })).toBe(503);

  expect(found).toEqual([]);
  const logged = JSON.stringify(logs.flatMap((log) => log.mock.calls));
  expect(logged).toContain('a request failed');
  expect(logged).not.toContain(secret);
  // One revocation sent the token as its user agent.
  isDown = false;
  const audit = await authority.as(admin).listAudit({ action: 'revoke_token' });
  expect(JSON.stringify(audit)).not.toContain(secret);
});
