import type { HttpResponse } from '@lynk-auth/core/server';
import { WsException } from '@nestjs/websockets';

/** What the guard throws in a gateway: the client is told the contract's message and code, and stays connected. */
export class LynkWsException extends WsException {
  readonly code: string;
  /** The status that HTTP would have. */
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
