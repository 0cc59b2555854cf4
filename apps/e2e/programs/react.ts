import {
  createManagementClient,
  isManagementError,
  LynkAuthProvider,
  PersonalTokens,
} from '@lynk-auth/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

export const api: typeof fetch = async (input) =>
  `${input}`.endsWith('/me')
    ? Response.json(
        { errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHORIZED' } }] },
        { status: 401 },
      )
    : Response.json({ tokens: [], nextCursor: null, total: 0, totalIsExact: true });
export const client = createManagementClient({ endpoint: 'https://app.example/manage/api', fetch: api });
export const page = () =>
  createElement(LynkAuthProvider, { endpoint: '/manage/api', fetch: api }, createElement(PersonalTokens));

export async function main() {
  const { total } = await client.listTokens({ kind: 'personal' });
  if (total !== 0) throw new Error('The list is not empty.');
  const error: unknown = await client.getSelf().catch((caught) => caught);
  if (!isManagementError(error) || error.reason !== 'unauthorized')
    throw new Error('The session has not ended.');
  if (!renderToString(page()).includes('Security tokens')) throw new Error('The page has no title.');
}

main().then(() => console.log('fine'));
