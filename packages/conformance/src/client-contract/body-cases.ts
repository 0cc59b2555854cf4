import type { Behavior } from './client-case.ts';
import { holds, same } from './expectations.ts';
import type { Fixture } from './fixture.ts';
import { foreignBlob, foreignForm, legacyForm, unreadableBlob, webStream } from './foreign-bodies.ts';
import { good } from './operations.ts';

/** Sends a body with a token that is rejected once, and returns what the server received. */
async function sendTwice(fixture: Fixture, body: unknown) {
  const { serve, createClient, resultOf, received, at, token, newerToken } = fixture;
  await serve({ ...good, onlyFor: newerToken });
  const provided = [token, newerToken];
  const client = createClient({ token: () => provided.shift() ?? newerToken });
  await resultOf(client.send('POST', at('plain', '/x'), { body }));
  const requests = await received();
  same(requests.length, 2, 'The number of requests');
  return requests;
}

const implementations = {
  'the runtime': (file: unknown) => {
    const form = new FormData();
    form.append('field', 'one');
    form.append('file', file as Blob, 'sbom.json');
    return form;
  },
  'another implementation': (file: unknown) => foreignForm({ field: 'one', file }),
};

export const bodies: readonly Behavior[] = [
  ...Object.entries(implementations).map(
    ([name, createForm]): Behavior => ({
      name: `sends a form of ${name} with its file, and again after a 401`,
      async run(fixture) {
        const file = name === 'the runtime' ? new Blob(['{"a":1}']) : foreignBlob('{"a":1}', 'sbom.json');
        for (const { contentType, body } of await sendTwice(fixture, createForm(file))) {
          const boundary = /^multipart\/form-data; ?boundary="?([^"]+)"?$/i.exec(contentType ?? '')?.[1];
          holds(boundary !== undefined, 'The type must contain the boundary.');
          const parts = body.split(`--${boundary}`).slice(1, -1);
          same(parts.length, 2, 'The number of parts');
          holds(/name="field"[\s\S]*\r\n\r\none\r\n$/.test(parts[0] ?? ''), 'The field must be sent.');
          holds(
            /name="file"; filename="sbom.json"[\s\S]*\r\n\r\n\{"a":1\}\r\n$/.test(parts[1] ?? ''),
            'The file must be sent.',
          );
        }
      },
    }),
  ),
  {
    name: 'sends a Blob of any implementation, and again after a 401',
    async run(fixture) {
      for (const blob of [new Blob(['content'], { type: 'text/x-own' }), foreignBlob('content')]) {
        for (const { body } of await sendTwice(fixture, blob)) same(body, 'content');
      }
    },
  },
  {
    name: 'sends bytes and parameters, and again after a 401',
    async run(fixture) {
      for (const body of [new TextEncoder().encode('a=b'), new URLSearchParams({ a: 'b' })]) {
        for (const request of await sendTwice(fixture, body)) same(request.body, 'a=b');
      }
    },
  },
  {
    name: 'sends nothing instead of a file that it cannot read',
    async run({ serve, createClient, failureOf, received, at }) {
      await serve(good);
      for (const body of [unreadableBlob(), foreignForm({ file: unreadableBlob() })]) {
        const client = createClient({ retries: 0 });
        const error = await failureOf(() => client.send('POST', at('plain', '/x'), { body }));
        holds(typeof error['code'] === 'string', 'The error must be typed.');
      }
      for (const { body } of await received()) holds(!body.includes('[object'), 'No tag must be sent.');
    },
  },
  {
    name: 'sends the content of a stream, or rejects the stream, and never sends its name',
    async run({ serve, createClient, at, received }) {
      for (const createStream of [webStream, legacyForm]) {
        await serve(good);
        const client = createClient({ retries: 0 });
        const code = await client.send('POST', at('plain', '/x'), { body: createStream('content') }).then(
          () => 'sent',
          (error) => error.code,
        );
        // A fetch may also reject a stream by itself.
        holds(['sent', 'configuration', 'network'].includes(code), 'The error must be typed.');
        const bodies = (await received()).map(({ body }) => body);
        holds(
          bodies.every((body) => body === 'content'),
          'Only the content of the stream may be sent.',
        );
        holds(code !== 'sent' || bodies.length === 1, 'The content of the stream must be sent.');
      }
    },
  },
];
