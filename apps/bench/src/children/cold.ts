// Compares a verification that reads a database with one SHA-256 and one prepared read by primary key on the same driver.
import { hash } from 'node:crypto';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { compare } from '../compare.ts';
import { openAddress, openBare } from '../places/open-address.ts';
import { send } from '../start-child.ts';

const [address = '', text = '[]'] = process.argv.slice(2);
const tokens: readonly string[] = JSON.parse(text);
const [first = ''] = tokens;
const mistyped = `${first.slice(0, -1)}${first.endsWith('x') ? 'y' : 'x'}`;
const store = await openAddress(address);
const verifier = createVerifier({ source: createStoreSource(store), cache: false, observe: null });
const read = await openBare(address);
let turn = 0;
const next = () => {
  turn = (turn + 1) % tokens.length;
  return tokens[turn] as string;
};

/** A bad result would cost less. */
const { ok } = await verifier.verify(next());
if (!ok || (await read(hash('sha256', next(), 'buffer'))) === undefined)
  throw new Error('A token is unknown.');

const floor = () => read(hash('sha256', next(), 'buffer'));
const pair = { value: () => verifier.verify(next()), floor };
send({
  processor: await compare(pair),
  wall: await compare(pair, 'wall'),
  mistyped: await compare({ value: () => verifier.verify(mistyped), floor }),
});
process.exit();
