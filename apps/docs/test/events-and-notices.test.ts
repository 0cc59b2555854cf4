import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMemoryStore, type Outcome, systemActor } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTypeErrors, type WrittenBlocks, writeBlocks } from './write-blocks.ts';

const DAY = 86_400_000;
const START = Date.UTC(2030, 0, 1);

let blocks: WrittenBlocks;
// The modules are not compiled together with this test.
// biome-ignore lint/suspicious/noExplicitAny: the test of their types is below
let page: any;

beforeAll(async () => {
  blocks = writeBlocks('guides/events-and-notices.md', ['tokens', 'refusals']);
  const load = (name: string) => import(pathToFileURL(join(blocks.folder, `${name}.js`)).href);
  page = { ...(await load('tokens')), ...(await load('refusals')) };
});
afterAll(() => blocks.remove());

function expectOk<Result extends object>(outcome: Outcome<Result>): Readonly<Result> {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

/** Creates the tokens of the page, with a mail server that keeps messages by their keys and may be down. */
async function createMailbox() {
  let now = START;
  const clock = { wall: () => now, monotonic: () => now };
  const mailbox = { isDown: false, messages: new Map<string, { userId: string | null; text: string }>() };
  const send = async ({ key, ...message }: { key: string; userId: string | null; text: string }) => {
    if (mailbox.isDown) throw new Error('The mail server is down.');
    mailbox.messages.set(key, message);
  };
  const store = createMemoryStore();
  const start = () => page.createTokens(store, send, clock);
  const authority = start();
  await authority.createOrganization({ id: 'acme', name: 'Acme Corp', admin: { userId: 'ada' } });
  const ada = { kind: 'user', organizationId: 'acme', userId: 'ada' } as const;
  const manage = authority.as(ada);
  const issued = expectOk<{ token: { id: string }; secret: { reveal(): string } }>(
    await manage.issuePersonalToken({ name: 'laptop', expiresAt: START + 30 * DAY }),
  );
  const verifier = createVerifier({ source: authority.source, clock, observe: null });
  const texts = () => [...mailbox.messages.values()].map(({ userId, text }) => `${userId}: ${text}`);
  const advance = (ms: number) => {
    now += ms;
  };
  return { ...issued, authority, manage, ada, start, verifier, mailbox, texts, advance };
}

describe('the application of the guide "Events and notices"', () => {
  it('compiles', () => expect(findTypeErrors(blocks.files)).toEqual([]));

  it('sends each notice of an expiry once, also after a restart and while the mail server is down', async () => {
    const { start, mailbox, texts, advance } = await createMailbox();
    mailbox.isDown = true;
    for (let hour = 0; hour < 24 * 24; hour += 1) {
      mailbox.isDown = hour < 17 * 24;
      await start().deliverEvents();
      advance(DAY / 24);
    }
    const text = 'ada: The token "laptop" expires on 2030-01-31.';
    expect(texts()).toEqual([text, text]);
  });

  it('reports a use from another network, and the use of an old secret', async () => {
    const { authority, manage, token, secret, verifier, texts, advance } = await createMailbox();
    const rotated = expectOk<{ secret: { mask: string } }>(
      await manage.rotateToken(token.id, { overlapSeconds: 0 }),
    );
    advance(1000);
    await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1' });
    await verifier.flush();
    expect(texts()).toEqual([expect.stringMatching(/^ada: The old secret lynk_live_\S+ is still in use/)]);
    expect(texts()[0]).not.toContain(rotated.secret.mask);

    const networked = expectOk<{ secret: { reveal(): string } }>(
      await manage.issuePersonalToken({ name: 'desk', expiresAt: null }),
    );
    expectOk(await authority.as(systemActor('acme')).updatePolicy({ allowedNetworks: ['10.0.0.0/8'] }));
    await verifier.verify(networked.secret.reveal(), { clientIp: '192.0.2.1' });
    await verifier.flush();
    expect(texts()[1]).toBe('ada: A token was used from 192.0.2.1, outside your networks.');
  });

  it('tells the owner why a token is rejected', async () => {
    const { authority, manage, ada, token, secret, verifier } = await createMailbox();
    expect(await page.explainRefusals(authority, ada, token.id)).toEqual([]);
    expectOk(await manage.suspendToken(token.id));
    for (let call = 0; call < 2; call += 1) await verifier.verify(secret.reveal(), { clientIp: '192.0.2.1' });
    expect(await page.explainRefusals(authority, ada, token.id)).toEqual([
      '2 times suspended, last on 2030-01-01T00:00:00.000Z from 192.0.2.1',
    ]);
    const stranger = { ...ada, userId: 'eve' };
    expect(await page.explainRefusals(authority, stranger, token.id)).toEqual([]);
  });
});
