import type { HttpResponse } from '@lynk-auth/core/server';
import { WsException } from '@nestjs/websockets';

/** The exception that the guard throws in a gateway. The client receives the message and code and stays connected. */
export class LynkWsException extends WsException {
  readonly code: string;
  /** The HTTP status of the same error. */
  readonly status: number;

  constructor({ status, body }: HttpResponse) {
    const [error] = (JSON.parse(body) as { errors: [{ message: string; extensions: { code: string } }] })
      .errors;
    super({ status: 'error', message: error.message, code: error.extensions.code });
    this.name = 'LynkWsException';
    this.code = error.extensions.code.toLowerCase();
    this.status = status;
  }
}
