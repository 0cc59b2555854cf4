// Compares core's work per request with one SHA-256 of the token.
import { generateToken, parseToken, readBearer, redact } from '@lynk-auth/core';
import { compare } from '../compare.ts';
import { sha256 } from '../sha256.ts';
import { send } from '../start-child.ts';

const token = generateToken({ kind: 'personal', environment: 'live' }).reveal();
const header = `Bearer ${token}`;
const line = JSON.stringify({ level: 30, time: Date.now(), method: 'POST', path: '/lynkapi', status: 200 });
const secret = line.replace('/lynkapi', `/lynkapi?${token}`);
const floor = () => sha256(token);

send({
  readBearer: await compare({ value: () => readBearer(header), floor }),
  'parseToken, with the checksum': await compare({
    value: () => parseToken(token, { requireChecksum: true }),
    floor,
  }),
  'redact, a log line without a token': await compare({ value: () => redact(line), floor }),
  'redact, a log line with a token': await compare({ value: () => redact(secret), floor }),
});
