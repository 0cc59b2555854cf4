import { Webhook as Signer } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { runConsoleCommand } from '../../src/command/run-console-command.ts';
import { StartError } from '../../src/start-error.ts';
import { SECRET, webhookTo } from './create-notice-test.ts';
import { startReceiver } from './start-receiver.ts';

async function run(env: Record<string, string>, ...args: string[]): Promise<string> {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  await runConsoleCommand(['test-webhook', ...args], { env, print, report: print });
  return printed;
}

async function receive(status: number) {
  const receiver = await startReceiver((response) => response.writeHead(status).end());
  onTestFinished(() => receiver.close());
  return receiver;
}

test('sends an event for a test, without a database', async () => {
  const receiver = await receive(202);
  expect(await run(webhookTo(receiver.url))).toBe('The receiver took the event, with the status 202.\n');
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.requests;
  expect(new Signer(SECRET).verify(body, headers as Record<string, string>)).toEqual({
    type: 'webhook.test',
    timestamp: expect.any(String),
    data: {},
  });
});

test('says why the receiver did not take it, without its URL', async () => {
  const receiver = await receive(404);
  const env = webhookTo(receiver.url);
  const fail = async (more: Record<string, string>, ...args: string[]) => {
    const error = await run({ ...env, ...more }, ...args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).not.toMatch(/127\.0\.0\.1|key=k/);
    return (error as Error).message;
  };
  expect(await fail({})).toMatch(/^The receiver responded with the status 404\./);
  const encrypted = { LYNK_AUTH_WEBHOOK_URL: receiver.url.replace('http:', 'https:') };
  expect(await fail({ ...encrypted, LYNK_AUTH_WEBHOOK_PRIVATE: '' })).toMatch(
    /set LYNK_AUTH_WEBHOOK_PRIVATE=allow\.$/,
  );
  expect(await fail({}, 'now')).toMatch(/^test-webhook takes no options\./);
  await receiver.close();
  expect(await fail({})).toMatch(/cannot be reached \(ECONNREFUSED\)\.$/);
  expect(await fail({ LYNK_AUTH_WEBHOOK_URL: '', LYNK_AUTH_WEBHOOK_SECRET: '' })).toMatch(
    /^There is no webhook\./,
  );
});
