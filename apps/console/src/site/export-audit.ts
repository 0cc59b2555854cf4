import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Management } from '@lynk-auth/authority';
import { statusOfReason } from '@lynk-auth/authority/http';
import { createErrorResponse } from '@lynk-auth/core/server';
import { sendResponse } from '../http/send-response.ts';
import { type CallerSources, findCaller } from './find-caller.ts';
import { errorReply } from './reply.ts';

/** The parameters of the query, beside `actorKind` and `actorId`. */
const STRINGS = ['action', 'tokenId', 'userId', 'roleId'] as const;
const TIMES = ['from', 'to'] as const;

type AuditFilter = NonNullable<Parameters<Management['exportAudit']>[0]>;

/**
 * Sends the audit log as a file of JSON lines, as it is read from the store. The management API has no route for it, because
 * the log may be of any size.
 */
export async function exportAudit(
  sources: CallerSources,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET') {
    return sendResponse(request, response, createErrorResponse('method_not_allowed', { allow: 'GET' }));
  }
  const caller = await findCaller(sources, request);
  if (caller === null) return sendResponse(request, response, createErrorResponse('unauthorized'));
  const filter = readFilter(new URL(request.url ?? '', 'http://console.invalid').searchParams);
  const exported = await caller.management.exportAudit(filter);
  if (!exported.ok) {
    const { reason, message } = exported;
    const reply = errorReply(statusOfReason[reason], { code: reason.toUpperCase(), message });
    return sendResponse(request, response, reply);
  }
  response.writeHead(200, {
    'Content-Type': 'application/jsonl; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit.jsonl"',
    'Cache-Control': 'no-store',
  });
  await pipeline(Readable.from(exported.lines), response).catch(() => response.destroy());
}

function readFilter(query: URLSearchParams): AuditFilter {
  const filter: Record<string, unknown> = {};
  for (const name of STRINGS) if (query.has(name)) filter[name] = query.get(name);
  for (const name of TIMES) if (query.has(name)) filter[name] = Number(query.get(name));
  const kind = query.get('actorKind');
  if (kind !== null) filter['actor'] = { kind, id: query.get('actorId') };
  return filter as AuditFilter;
}
