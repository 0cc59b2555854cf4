import { createHash, hash } from 'node:crypto';
import { generateToken, parseToken, readBearer, redact } from '@lynk-auth/core';
import { compare } from '../compare.ts';
import type { Group, Row } from '../row.ts';

/** Compares core's work per request with one SHA-256 of the token, which every verifier needs. */
export const coreGroup: Group = {
  title: 'core, relative to one SHA-256 of the token',
  async run() {
    const token = generateToken({ kind: 'personal', environment: 'live' }).reveal();
    const header = `Bearer ${token}`;
    const line = JSON.stringify({
      level: 30,
      time: Date.now(),
      method: 'POST',
      path: '/lynkapi',
      status: 200,
    });
    const secret = line.replace('/lynkapi', `/lynkapi?${token}`);
    const sha256 =
      typeof hash === 'function'
        ? () => hash('sha256', token, 'hex')
        : () => createHash('sha256').update(token).digest('hex');
    const { floor, ...measured } = await compare({
      floor: sha256,
      readBearer: () => readBearer(header),
      'parseToken, with the checksum': () => parseToken(token, { requireChecksum: true }),
      'redact, a log line without a token': () => redact(line),
      'redact, a log line with a token': () => redact(secret),
    });
    return Object.entries(measured).map(([name, value]): Row => ({ name, value, floor, unit: 'ns' }));
  },
};
