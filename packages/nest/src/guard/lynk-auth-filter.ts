import { sendNodeResponse } from '@lynk-auth/core/server';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type NodeRequest, type NodeResponse, unwrapRaw } from '../node-exchange.ts';
import { LynkAuthException } from './lynk-auth-exception.ts';

/** The part of Fastify's reply that is used here. */
interface Reply {
  readonly raw: NodeResponse;
  code(status: number): Reply;
  headers(headers: Readonly<Record<string, string>>): Reply;
  send(body: Uint8Array): unknown;
}

/**
 * Sends the wire contract's response for a {@link LynkAuthException} over HTTP. Nest runs this filter after all
 * others. In GraphQL and WebSocket contexts it does nothing.
 */
@Catch(LynkAuthException)
export class LynkAuthFilter implements ExceptionFilter<LynkAuthException> {
  catch({ errorResponse }: LynkAuthException, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const http = host.switchToHttp();
    const response = http.getResponse<Reply | NodeResponse>();
    // Sending through Fastify's reply runs the application's response hooks. As bytes: Fastify would add a charset to
    // the content type of a string.
    if ('raw' in response)
      response
        .code(errorResponse.status)
        .headers(errorResponse.headers)
        .send(new TextEncoder().encode(errorResponse.body));
    else sendNodeResponse(errorResponse, unwrapRaw(http.getRequest<NodeRequest>()), response);
  }
}
