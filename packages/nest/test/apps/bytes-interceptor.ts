import type { IncomingMessage } from 'node:http';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';

/** Counts the bytes of the body and stores their number on the request. */
export class BytesInterceptor implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler) {
    const request = context
      .switchToHttp()
      .getRequest<IncomingMessage & { raw?: IncomingMessage; bytes: number }>();
    request.bytes = 0;
    for await (const chunk of request.raw ?? request) request.bytes += chunk.length;
    return next.handle();
  }
}
