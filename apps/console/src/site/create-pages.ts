import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { StartError } from '../start-error.ts';
import type { Reply } from './reply.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const compress = promisify(brotliCompress);

/** A file of the application, as it is sent. */
interface PageFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
  /** Compressed when the first client wants it. */
  compressed?: Promise<Uint8Array>;
}

/** Finds the response to a request for a file or a page, or `null`. */
export type Pages = (request: IncomingMessage, path: string) => Promise<Reply | null>;

/**
 * Reads the application into memory, and creates the function that serves it. Every path that is no file gets the page of the
 * application, if the client accepts HTML.
 *
 * @param folder The folder of the built application.
 * @throws {StartError} if the application was not built.
 */
export async function createPages(folder: string): Promise<Pages> {
  const files = await readFiles(folder);
  const page = files.get('/index.html');
  if (page === undefined) throw new StartError('The dashboard is not built. Build it: npm run build');
  return async (request, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    const file = files.get(path) ?? (acceptsHtml(request) ? page : undefined);
    return file === undefined ? null : toReply(file, request);
  };
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    // The name of an asset changes with its content.
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const type = mediaTypes[extname(path)] ?? 'application/octet-stream';
    files.set(path, {
      headers: { 'Content-Type': type, 'Cache-Control': cache, Vary: 'Accept-Encoding' },
      content: await readFile(file),
    });
  }
  return files;
}

async function toReply(file: PageFile, { headers }: IncomingMessage): Promise<Reply> {
  if (!/\bbr\b/.test(String(headers['accept-encoding'] ?? ''))) {
    return { status: 200, headers: file.headers, body: file.content };
  }
  file.compressed ??= compress(file.content);
  return {
    status: 200,
    headers: { ...file.headers, 'Content-Encoding': 'br' },
    body: await file.compressed,
  };
}

/** A program that accepts anything gets 404 instead of a page. */
const acceptsHtml = ({ headers }: IncomingMessage): boolean =>
  /(?:^|,)\s*text\/html\b/i.test(headers.accept ?? '');
