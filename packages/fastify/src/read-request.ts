import { type RequestFacts, readNodeRequest } from '@lynk-auth/core/server';
import type { FastifyRequest } from 'fastify';

/** Reads a request of Fastify: its headers, which a hook may have changed, and the lines that came. */
export function readRequest({ headers, raw }: FastifyRequest): RequestFacts {
  return readNodeRequest({ headers, rawHeaders: raw.rawHeaders, socket: raw.socket });
}
