// Runs the client in a process that has the globals of jsdom, as a test environment does: `node jsdom.mjs ENDPOINT TOKEN`.
import process from 'node:process';
import { createLynkClient } from '@lynk-auth/fetch';
import { JSDOM } from 'jsdom';

const [, , endpoint, token] = process.argv;
const NativeBlob = Blob;
const { window } = new JSDOM('', { url: 'http://localhost/' });
const names = [
  'Blob',
  'File',
  'FormData',
  'Headers',
  'URL',
  'URLSearchParams',
  'AbortController',
  'AbortSignal',
];
Object.assign(globalThis, { window, document: window.document });
for (const name of names) globalThis[name] = window[name];

const client = createLynkClient({ token, endpoint });
const mutation = 'mutation ($doc: Upload!) { sbomUpload(input: { doc: $doc }) { errors } }';
await client.query('{ organization { id } }');
await client.upload(mutation, { doc: new NativeBlob(['content']) });
await client.raw('/x');
const { code } = await client.upload(mutation, { doc: new Blob(['content']) }).catch((error) => error);
process.stdout.write(`${code}\n`);
