// Preloaded: what listens does so on any port of 127.0.0.1, and prints which. So an example of a README runs as
// it is printed there.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function listenAnywhere(...args) {
  const callback = args.findLast((each) => typeof each === 'function');
  this.once('listening', () => process.stdout.write(`port ${this.address().port}\n`));
  return listen.call(this, { port: 0, host: '127.0.0.1' }, ...(callback === undefined ? [] : [callback]));
};
