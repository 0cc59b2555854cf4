// Compares verification by the memory store, without a cache, with the hash and one read of a Map.
import { createMemoryStore } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { compare } from '../compare.ts';
import { createFixture } from '../create-fixture.ts';
import { sha256 } from '../sha256.ts';
import { send } from '../start-child.ts';

const { authority, tokens } = await createFixture({ store: createMemoryStore(), address: '' });
const verifier = createVerifier({ source: authority.source, cache: false });
const known = new Map(tokens.map((token) => [sha256(token), token]));
let turn = 0;
const next = () => {
  turn = (turn + 1) % tokens.length;
  return tokens[turn] as string;
};
const measured = await compare({
  value: () => verifier.verify(next()),
  floor: () => known.get(sha256(next())),
});
send({ 'memory store': measured });
process.exit();
