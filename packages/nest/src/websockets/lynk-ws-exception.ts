import { toRefusal } from '@lynk-auth/core/internal';
import type { HttpResponse } from '@lynk-auth/core/server';
import { WsException } from '@nestjs/websockets';

/** The exception that the guard throws in a gateway. The client receives the message and code and stays connected. */
export class LynkWsException extends WsException {
  readonly code: string;
  /** The HTTP status of the same error. */
  readonly status: number;

  constructor(refusal: HttpResponse) {
    const { status, message, code } = toRefusal(refusal);
    super({ status: 'error', message, code });
    this.name = 'LynkWsException';
    this.code = code.toLowerCase();
    this.status = status;
  }
}
