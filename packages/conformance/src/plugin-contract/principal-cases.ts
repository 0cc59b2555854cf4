import { assertThat } from '../assertions.ts';
import { authorizationCorpus } from '../corpora/corpora.ts';
import { EXPIRES_AT } from './contract-tokens.ts';
import { assertPrincipal, assertRefused } from './expectations.ts';
import { openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { bearer, requestText, sendRequest, sendToken, type TokenName } from './request.ts';

const permissions = ['view_organization', 'update_sboms'];
const personal = {
  kind: 'personal',
  tokenId: 't1',
  organizationId: 'o1',
  userId: 'u1',
  permissions,
  expiresAt: null,
};
const service = { kind: 'service', tokenId: 't2', organizationId: 'o1', permissions, expiresAt: null };
const other = { ...service, organizationId: 'o2' };
const expiring = { ...service, permissions: ['view_organization'], expiresAt: EXPIRES_AT };

const lateHeader = 'lynk-token-expires';

/** Whom the handler is given. */
export const principalCases: readonly PluginCase[] = [
  ...(
    [
      ['a personal token', 'valid', personal],
      ['a service token', 'other', other],
      ['a token that is checked later', 'promised', service],
      ['a token that is checked much later', 'late', service],
      ['a token that expires', 'expiring', expiring],
    ] as const satisfies readonly (readonly [string, TokenName, unknown])[]
  ).map(([title, token, principal]) =>
    pluginCase(`the handler is given the principal of ${title}`, {}, async (running) => {
      for (const path of ['/whoami', '/organization']) {
        assertPrincipal(await sendToken(running, token, path), principal);
      }
    }),
  ),

  pluginCase('the principal of a service token of the corpus', {}, async (running) => {
    const row = authorizationCorpus.store.find(({ kind, state }) => kind === 'service' && state === 'active');
    const response = await sendRequest(running, {
      path: '/whoami',
      headers: [`Authorization: Bearer ${row?.token}`],
    });
    assertPrincipal(response, { ...service, tokenId: 't1', permissions: ['view_organization'] });
  }),

  pluginCase('requests at one time are given each its own', {}, async (running) => {
    const tokens: readonly TokenName[] = ['late', 'other', 'promised', 'valid', 'unknown'];
    const expected: Partial<Record<TokenName, unknown>> = {
      late: service,
      other,
      promised: service,
      valid: personal,
    };
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const token = tokens[index % tokens.length] as TokenName;
        const response = await sendToken(running, token);
        if (token === 'unknown')
          assertRefused(response, { status: 401, challenge: ', error="invalid_token"' });
        else assertPrincipal(response, expected[token]);
      }),
    );
  }),

  pluginCase('requests on one connection are given each its own', { optional: true }, async (running) => {
    const connection = openConnection(running);
    try {
      const asked: readonly (readonly [TokenName | null, unknown])[] = [
        ['valid', personal],
        [null, null],
        ['other', other],
        [null, null],
      ];
      for (const [token, principal] of asked) {
        connection.send(requestText({ path: '/whoami', headers: token === null ? [] : [bearer(token)] }));
        assertPrincipal(await connection.response(), principal);
      }
    } finally {
      connection.destroy();
    }
  }),

  pluginCase('Lynk-Token-Expires tells when the token does', {}, async (running) => {
    const response = await sendToken(running, 'expiring');
    assertThat(
      response.headers[lateHeader] === new Date(EXPIRES_AT).toISOString(),
      'An authenticated response tells when the token expires.',
    );
    // RFC 3339 has no year after 9999.
    for (const token of ['valid', 'promised', 'expiringLate'] as const) {
      const { headers } = await sendToken(running, token);
      assertThat(headers[lateHeader] === undefined, 'A token without such a time must not have the header.');
    }
  }),
];
