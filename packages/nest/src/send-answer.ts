import { type HttpAnswer, leavesBody } from '@lynk-auth/core';
import type { NodeRequest, NodeResponse } from './node-exchange.ts';

/** Sends a refusal by Node's own means: byte for byte, with either adapter. */
export function sendAnswer(request: NodeRequest, response: NodeResponse, answer: HttpAnswer): void {
  if (response.headersSent) return;
  response.statusCode = answer.status;
  for (const name of Object.keys(answer.headers)) response.setHeader(name, answer.headers[name] as string);
  // Every answer is ASCII.
  response.setHeader('Content-Length', String(answer.body.length));
  if (leavesBody(request)) response.setHeader('Connection', 'close');
  response.end(answer.body);
}
