import { HttpResponse } from '@lynk-auth/core/server';
import { INestApplicationContext } from '@nestjs/common';
import { WebSocketAdapter } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
declare class LynkWsException extends WsException {
    readonly code: string;
    readonly status: number;
    constructor({ status, body }: HttpResponse);
}
declare function authenticateHandshakes<Adapter extends WebSocketAdapter>(app: INestApplicationContext, adapter: Adapter): Adapter;
export { LynkWsException };
export { authenticateHandshakes };
