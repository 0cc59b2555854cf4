export { authenticateHandshakes } from './authenticate-handshakes.ts';
export { LynkWsException } from './lynk-ws-exception.ts';
