import { sendNodeResponse } from '@lynk-auth/core/server';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { LynkAuthException } from './lynk-auth-exception.ts';
import { type NodeRequest, type NodeResponse, rawOf } from './node-exchange.ts';

/** As much of Fastify's reply as is used here. */
interface Reply {
  readonly raw: NodeResponse;
  code(status: number): Reply;
  headers(headers: Readonly<Record<string, string>>): Reply;
  send(body: string): unknown;
}

/**
 * Answers what the guard refuses over HTTP, to the byte, where no other filter wants it: it is the
 * last that is asked. In other contexts the exception goes on.
 */
@Catch(LynkAuthException)
export class LynkAuthFilter implements ExceptionFilter<LynkAuthException> {
  catch({ errorResponse }: LynkAuthException, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const http = host.switchToHttp();
    const response = http.getResponse<Reply | NodeResponse>();
    // Fastify's own hooks on answers run for it, too.
    if ('raw' in response)
      response.code(errorResponse.status).headers(errorResponse.headers).send(errorResponse.body);
    else sendNodeResponse(errorResponse, rawOf(http.getRequest<NodeRequest>()), response);
  }
}
