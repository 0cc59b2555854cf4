import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createMailer } from '../../src/notices/create-mailer.ts';
import type { MailConfig } from '../../src/notices/read-notice-config.ts';
import { createNoticeTest, expiring, mailTo, refused, reused, webhookTo } from './create-notice-test.ts';
import { startMailServer } from './start-mail-server.ts';
import { startReceiver } from './start-receiver.ts';

async function startMail(options?: Parameters<typeof startMailServer>[0]) {
  const server = await startMailServer(options);
  onTestFinished(() => server.close());
  return server;
}

const page = 'https://tokens.acme.example/settings';

describe('a token that expires', () => {
  test('is announced to the owner of a personal token, as plain text and HTML', async () => {
    const server = await startMail();
    const notices = await createNoticeTest(mailTo(server.port));
    const token = await notices.issuePersonal('vic', 'vic <b>&"laptop"');
    const event = expiring(token);
    await notices.deliver(event);
    expect(server.messages).toHaveLength(1);
    const [{ to, from, mail } = { to: [], from: '', mail: undefined }] = server.messages;
    expect([to, from, mail?.from?.text]).toEqual([
      ['vic@acme.example'],
      'tokens@acme.example',
      '"Tokens" <tokens@acme.example>',
    ]);
    expect(mail?.messageId).toBe(`<${event.id}@acme.example>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.subject).toBe('The token "vic <b>&"laptop"" expires within 7 days');
    const day = new Date(token.expiresAt ?? 0).toISOString().slice(0, 10);
    for (const text of [token.mask, day, `${page}/personal/tokens`]) expect(mail?.text).toContain(text);
    expect(mail?.html).toContain('vic &lt;b&gt;&amp;&quot;laptop&quot;');
    expect(mail?.html).toContain(`href="${page}/personal/tokens"`);
    expect(mail?.html).not.toMatch(/<(?:script|img|style|link|b)\b/);
  });

  test('is announced to every active administrator if it is a service token', async () => {
    const server = await startMail();
    const notices = await createNoticeTest(mailTo(server.port));
    await notices.addMember('sue', 'Admin');
    await notices.management.suspendMember('sue');
    await notices.management.addMember({ userId: 'ned', roleId: (await adminRole(notices)) ?? '' });
    await notices.deliver(expiring(await notices.issueService()));
    expect(server.messages.map(({ to }) => to).sort()).toEqual([['ada@acme.example'], ['ann@acme.example']]);
    expect(server.messages[0]?.mail.text).toContain(`${page}/organization/service-tokens`);
  });

  test('is not announced to an owner without an email address', async () => {
    const server = await startMail();
    const notices = await createNoticeTest(mailTo(server.port));
    await notices.management.updateMember('vic', { email: null });
    await notices.deliver(expiring(await notices.issuePersonal('vic')));
    expect(server.messages).toEqual([]);
  });

  test.each([
    ['extended', (management: Manage, id: string) => management.updateToken(id, { expiresAt: null })],
    ['suspended', (management: Manage, id: string) => management.suspendToken(id)],
    ['revoked', (management: Manage, id: string) => management.revokeToken(id)],
  ])('is not announced if it was %s meanwhile', async (_, change) => {
    const server = await startMail();
    const notices = await createNoticeTest(mailTo(server.port));
    const token = await notices.issuePersonal('vic');
    expect(await change(notices.management, token.id)).toHaveProperty('ok', true);
    await notices.deliver(expiring(token));
    expect(server.messages).toEqual([]);
  });
});

type Manage = Awaited<ReturnType<typeof createNoticeTest>>['management'];

async function adminRole({ management }: { management: Manage }): Promise<string | undefined> {
  const listed = await management.listRoles();
  return listed.ok ? listed.roles.find(({ name }) => name === 'Admin')?.id : undefined;
}

test('a secret that is used after its end is announced once a day', async () => {
  const server = await startMail();
  const notices = await createNoticeTest(mailTo(server.port));
  const token = await notices.issuePersonal('vic');
  const event = reused(token);
  await notices.deliver(event);
  await notices.deliver({ ...event, id: 'another' });
  await notices.deliver({ ...event, id: 'next', at: event.at + 86_400_000 });
  expect(server.messages.map(({ mail }) => mail.subject)).toEqual([
    'An old secret of the token "laptop" was used',
    'An old secret of the token "laptop" was used',
  ]);
  expect(new Set(server.messages.map(({ mail }) => mail.messageId)).size).toBe(2);
  expect(server.messages[0]?.mail.text).toContain('192.0.2.1');
});

test('a rejected token is no mail', async () => {
  const server = await startMail();
  const notices = await createNoticeTest(mailTo(server.port));
  await notices.deliver(refused(await notices.issuePersonal('vic')));
  expect(server.messages).toEqual([]);
});

describe('an event that comes again', () => {
  test('repeats only what has failed', async () => {
    const down = new Set(['ann@acme.example']);
    const server = await startMail({ rejects: (to) => down.has(to) });
    let status = 500;
    const receiver = await startReceiver((response) => response.writeHead(status).end());
    onTestFinished(() => receiver.close());
    const notices = await createNoticeTest({ ...mailTo(server.port), ...webhookTo(receiver.url) });
    const event = expiring(await notices.issueService());
    await expect(notices.deliver(event)).rejects.toThrow();
    expect(server.messages.map(({ to }) => to)).toEqual([['ada@acme.example']]);
    status = 200;
    await expect(notices.deliver(event)).rejects.toThrow();
    expect(receiver.requests).toHaveLength(2);
    down.clear();
    await notices.deliver(event);
    await notices.deliver(event);
    expect(server.messages.map(({ to }) => to)).toEqual([['ada@acme.example'], ['ann@acme.example']]);
    expect(receiver.requests).toHaveLength(2);
    // No host, no mailbox, no message of a server.
    expect(notices.lines.join('\n')).not.toMatch(/acme\.example|127\.0\.0\.1|no such mailbox/);
    expect(notices.lines.length).toBeGreaterThan(0);
  });
});

describe('a hostile name adds no header and no mailbox', () => {
  const text = (name: string) => ({
    subject: `The token "${name}" expires`,
    paragraphs: [`The token "${name}" expires.`],
    link: { label: 'Open', url: page },
    footer: name,
  });

  test.each([
    'x\r\nBcc: eve@evil.example',
    'x\nBcc: eve@evil.example\n\nbody',
    'x\rBcc: eve@evil.example',
    'x\u2028Bcc: eve@evil.example',
    'x\0Bcc: eve@evil.example',
    '=?utf-8?q?x=0D=0ABcc:_eve@evil.example?=',
    'x\r\n.\r\nMAIL FROM:<eve@evil.example>\r\n',
    `${'ä'.repeat(200)}\r\nBcc: eve@evil.example`,
  ])('%j', async (name) => {
    const server = await startMail();
    const { mail } = readConfig(mailTo(server.port));
    const mailer = createMailer(mail as MailConfig);
    await mailer.send({ to: 'vic@acme.example', text: text(name), key: 'k' });
    await mailer.close();
    expect(server.messages.map(({ to }) => to)).toEqual([['vic@acme.example']]);
    const { headers } = (server.messages[0] ?? { mail: { headers: new Map() } }).mail;
    expect([...headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
  });

  test.each([
    'vic@acme.example, eve@evil.example',
    'vic@acme.example>\r\nRCPT TO:<eve@evil.example',
    'eve@evil.example\nx@acme.example',
  ])('a mailbox %j reaches no other mailbox', async (to) => {
    const server = await startMail();
    const { mail } = readConfig(mailTo(server.port));
    const mailer = createMailer(mail as MailConfig);
    await mailer.send({ to, text: text('x'), key: 'k' }).catch(() => undefined);
    await mailer.close();
    expect(server.messages.flatMap(({ to: reached }) => reached)).not.toContain('eve@evil.example');
  });
});

describe('the connection', () => {
  const LOOKS_REMOTE = '[::ffff:127.0.0.1]';
  const withPassword = (port: number, host: string) => ({
    ...mailTo(port),
    LYNK_AUTH_SMTP_URL: `smtp://tokens:p%40ss%3A1@${host}:${port}`,
  });

  test('has a user name and a password', async () => {
    const server = await startMail({ authOptional: false });
    const notices = await createNoticeTest(withPassword(server.port, '127.0.0.1'));
    await notices.deliver(expiring(await notices.issuePersonal('vic')));
    expect(server.passwords).toEqual(['p@ss:1']);
    expect(server.messages).toHaveLength(1);
  });

  test('to another machine sends neither a password nor a message without TLS', async () => {
    const server = await startMail({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const notices = await createNoticeTest(withPassword(server.port, LOOKS_REMOTE));
    await expect(notices.deliver(expiring(await notices.issuePersonal('vic')))).rejects.toThrow();
    expect([server.passwords, server.messages]).toEqual([[], []]);
    expect(JSON.parse(notices.lines[0] ?? '')).toMatchObject({ channel: 'mail', code: 'ETLS' });
  });

  test.each([false, true])(
    'to another machine needs a valid certificate (TLS from the start: %j)',
    async (secure) => {
      const server = await startMail({ secure });
      const env = withPassword(server.port, LOOKS_REMOTE);
      const url = secure ? env.LYNK_AUTH_SMTP_URL.replace('smtp:', 'smtps:') : env.LYNK_AUTH_SMTP_URL;
      const notices = await createNoticeTest({ ...env, LYNK_AUTH_SMTP_URL: url });
      await expect(notices.deliver(expiring(await notices.issuePersonal('vic')))).rejects.toThrow();
      expect([server.passwords, server.messages]).toEqual([[], []]);
      expect(notices.lines.join('')).not.toContain('p@ss');
    },
  );
});
