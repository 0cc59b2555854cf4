import { type RequestFacts, readNodeRequest } from '@lynk-auth/core/server';
import type { FastifyRequest } from 'fastify';

/** Reads the headers of a Fastify request, which a hook may have changed, and the raw header lines. */
export function readRequest({ headers, raw }: FastifyRequest): RequestFacts {
  return readNodeRequest({ headers, rawHeaders: raw.rawHeaders, socket: raw.socket });
}
