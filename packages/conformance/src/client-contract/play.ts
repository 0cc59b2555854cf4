/// <reference types="node" />
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ReceivedRequest, Step } from './script.ts';

/** A received request whose response is still being sent. */
export type Recorded = { -readonly [Key in keyof ReceivedRequest]: ReceivedRequest[Key] };

const UNAUTHORIZED = '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}';
const JSON_TYPE = { 'content-type': 'application/json' };
const GIGABYTE = 2 ** 30;

/** Sends the response of one step. */
export async function play(step: Step, response: ServerResponse, received: Recorded): Promise<void> {
  const { status = 200, body = '', headers = {}, how, onlyFor } = step;
  if (onlyFor !== undefined && received.authorization.join() !== `Bearer ${onlyFor}`) {
    response.writeHead(401, JSON_TYPE).end(UNAUTHORIZED);
    return;
  }
  const begin = (more: object = {}) => response.writeHead(status, { ...JSON_TYPE, ...headers, ...more });
  const closed = once(response, 'close');
  switch (how) {
    case 'cut':
      response.destroy();
      return;
    case 'cut_body':
      begin({ 'content-length': '1000' }).write(body);
      setTimeout(() => response.destroy(), 5);
      return;
    case 'stall':
      return;
    case 'stall_body':
      begin().write(body);
      return;
    case 'trickle': {
      begin();
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'flood':
      return flood(begin(), received, closed);
    case 'gzip_flood': {
      const packed = createGzip();
      packed.pipe(begin({ 'content-encoding': 'gzip' }));
      return flood(packed, received, closed);
    }
    default:
      begin().end(body);
  }
}

/** Sends a gigabyte as fast as the client reads it. */
async function flood(sink: Writable, received: Recorded, closed: Promise<unknown>): Promise<void> {
  const chunk = new Uint8Array(2 ** 16).fill(0x20);
  sink.on('error', () => undefined);
  while (received.sent < GIGABYTE && !received.closed) {
    received.sent += chunk.length;
    if (sink.write(chunk)) continue;
    await Promise.race([once(sink, 'drain'), closed]).catch(() => undefined);
  }
  sink.end();
}
