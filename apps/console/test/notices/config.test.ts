import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { StartError } from '../../src/start-error.ts';
import { mailTo, SECRET, webhookTo } from './create-notice-test.ts';

const webhook = { ...webhookTo('https://hooks.example/lynk?key=k'), LYNK_AUTH_WEBHOOK_PRIVATE: '' };
const mail = mailTo(587, 'mail.example');

test('without any variable there are no notices', () => {
  expect(readConfig({})).toMatchObject({ webhook: null, mail: null });
});

test('a webhook', () => {
  expect(readConfig(webhook).webhook).toEqual({
    url: new URL('https://hooks.example/lynk?key=k'),
    secrets: [SECRET],
    allowPrivate: false,
  });
});

test.each([
  ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, auth: null }],
  ['smtps://mail.example/', { host: 'mail.example', port: 465, secure: true, auth: null }],
  [
    'smtp://u%40x:p%2Fw@[::1]:2525',
    { host: '::1', port: 2525, secure: false, auth: { user: 'u@x', pass: 'p/w' } },
  ],
])('a mail server at %s', (url, expected) => {
  expect(readConfig({ ...mail, LYNK_AUTH_SMTP_URL: url }).mail).toEqual({
    ...expected,
    from: { name: 'Tokens', address: 'tokens@acme.example' },
    origin: 'https://tokens.acme.example',
  });
});

describe('is rejected, without its value', () => {
  const HIDDEN = 'hidden-value';
  test.each([
    ['LYNK_AUTH_WEBHOOK_URL', { ...webhook, LYNK_AUTH_WEBHOOK_URL: `https://u:${HIDDEN}@hooks.example` }],
    ['LYNK_AUTH_WEBHOOK_URL', { ...webhook, LYNK_AUTH_WEBHOOK_URL: `https://hooks.example/#${HIDDEN}` }],
    ['LYNK_AUTH_WEBHOOK_URL', { ...webhook, LYNK_AUTH_WEBHOOK_URL: `ftp://hooks.example/${HIDDEN}` }],
    ['LYNK_AUTH_WEBHOOK_URL', { ...webhook, LYNK_AUTH_WEBHOOK_URL: `http://hooks.example/${HIDDEN}` }],
    ['LYNK_AUTH_WEBHOOK_URL', { LYNK_AUTH_WEBHOOK_SECRET: SECRET }],
    ['LYNK_AUTH_WEBHOOK_SECRET', { LYNK_AUTH_WEBHOOK_URL: webhook.LYNK_AUTH_WEBHOOK_URL }],
    ['LYNK_AUTH_WEBHOOK_SECRET', { ...webhook, LYNK_AUTH_WEBHOOK_SECRET: HIDDEN }],
    ['LYNK_AUTH_WEBHOOK_SECRET', { ...webhook, LYNK_AUTH_WEBHOOK_SECRET: `whsec_${btoa(HIDDEN)}` }],
    ['LYNK_AUTH_WEBHOOK_SECRET', { ...webhook, LYNK_AUTH_WEBHOOK_SECRET: `${SECRET} ${HIDDEN}` }],
    ['LYNK_AUTH_WEBHOOK_SECRET', { ...webhook, LYNK_AUTH_WEBHOOK_SECRET: `${SECRET}!` }],
    ['LYNK_AUTH_WEBHOOK_PRIVATE', { ...webhook, LYNK_AUTH_WEBHOOK_PRIVATE: 'yes' }],
    ['LYNK_AUTH_SMTP_URL', { ...mail, LYNK_AUTH_SMTP_URL: `http://${HIDDEN}` }],
    [
      'LYNK_AUTH_SMTP_URL',
      { ...mail, LYNK_AUTH_SMTP_URL: `smtp://u:${HIDDEN}@mail.example?tls.rejectUnauthorized=false` },
    ],
    ['LYNK_AUTH_SMTP_URL', { ...mail, LYNK_AUTH_SMTP_URL: `smtp://u:${HIDDEN}%zz@mail.example` }],
    ['LYNK_AUTH_SMTP_URL', { ...mail, LYNK_AUTH_SMTP_URL: `smtp://${HIDDEN}@mail.example` }],
    ['LYNK_AUTH_SMTP_URL', { LYNK_AUTH_MAIL_FROM: mail.LYNK_AUTH_MAIL_FROM }],
    ['LYNK_AUTH_MAIL_FROM', { ...mail, LYNK_AUTH_MAIL_FROM: '' }],
    ['LYNK_AUTH_MAIL_FROM', { ...mail, LYNK_AUTH_MAIL_FROM: 'tokens' }],
    ['LYNK_AUTH_MAIL_FROM', { ...mail, LYNK_AUTH_MAIL_FROM: 'a@acme.example, b@acme.example' }],
    ['LYNK_AUTH_MAIL_FROM', { ...mail, LYNK_AUTH_MAIL_FROM: 'Tokens\r\nBcc: x <a@acme.example>' }],
    ['LYNK_AUTH_URL', { ...mail, LYNK_AUTH_URL: '' }],
  ])('%s: %j', (name, env) => {
    const read = () => readConfig(env as Record<string, string>);
    expect(read).toThrow(StartError);
    expect(read).toThrow(name);
    expect(read).not.toThrow(HIDDEN);
  });
});
