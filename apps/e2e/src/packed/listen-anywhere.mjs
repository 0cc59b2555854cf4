// Preloaded: every server listens on a free port of 127.0.0.1 and prints it, so that README examples run unchanged.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function listenAnywhere(...args) {
  const callback = args.findLast((each) => typeof each === 'function');
  this.once('listening', () => process.stdout.write(`port ${this.address().port}\n`));
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(callback === undefined ? [] : [callback]));
};
