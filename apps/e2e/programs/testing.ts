import { createTestAuthority } from '@lynk-auth/testing';

export const create = () => createTestAuthority();
export const partsOf = async () => {
  const { authority, store, verifier, createPersonalToken } = await create();
  return { authority, store, verifier, secret: (await createPersonalToken()).secret };
};
export const issue = async () => {
  const authority = await create();
  return { authority, token: await authority.createServiceToken({ expiresInMs: 60_000 }) };
};

export async function main() {
  const { authority, token } = await issue();
  const before = await authority.verifier.verify(token.secret.reveal());
  authority.move(60_000);
  const after = await authority.verifier.verify(token.secret.reveal());
  if (!before.ok || after.ok || after.reason !== 'expired') throw new Error('The token does not expire.');
}

main().then(() => console.log('fine'));
