import { type HttpAnswer, leavesBody } from '@lynk-auth/core';
import type { Request, Response } from 'express';

/** Sends a refusal byte for byte: Express's own `send` would add to it, and judge `If-None-Match`. */
export function sendAnswer(answer: HttpAnswer, request: Request, response: Response): void {
  response.statusCode = answer.status;
  for (const name of Object.keys(answer.headers)) response.setHeader(name, answer.headers[name] as string);
  // Every answer is ASCII.
  response.setHeader('Content-Length', answer.body.length);
  if (leavesBody(request)) response.setHeader('Connection', 'close');
  response.end(answer.body);
}
