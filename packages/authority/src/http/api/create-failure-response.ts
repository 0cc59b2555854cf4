import type { HttpResponse } from '@lynk-auth/core/server';
import type { Failure } from '../../outcome.ts';
import { createJsonResponse } from '../create-json-response.ts';
import { statusOfReason } from './status-of-reason.ts';

/** Creates the response for a failed operation, in the format of every other error response. */
export function createFailureResponse({ reason, message, field }: Failure): HttpResponse {
  const extensions = { code: reason.toUpperCase(), ...(field === undefined ? {} : { field }) };
  return createJsonResponse(statusOfReason[reason], { errors: [{ message, extensions }] });
}
