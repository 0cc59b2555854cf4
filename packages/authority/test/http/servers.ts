/// <reference types="node" />
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import express4 from 'express4';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import type { AuthorityHandlerOptions } from '../../src/http/create-authority-handler.ts';
import { createAuthorityHandler, toFastifyPlugin, toNodeHandler } from '../../src/http/index.ts';

export interface RunningServer extends AsyncDisposable {
  /** The URL of the endpoints, without a slash at the end. */
  readonly base: string;
}

type Options = Omit<AuthorityHandlerOptions, 'basePath'>;

export async function listen(listener: RequestListener, path: string): Promise<RunningServer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function listenFetch(handler: unknown): Promise<RunningServer> {
  let server: ReturnType<typeof serve> | undefined;
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server = serve({ fetch: handler as FetchCallback, port: 0, hostname: '127.0.0.1' }, resolve);
  });
  return {
    base: `http://127.0.0.1:${port}/auth`,
    async [Symbol.asyncDispose]() {
      server?.close();
      (server as ReturnType<typeof createServer>).closeAllConnections();
    },
  };
}

type FetchCallback = Parameters<typeof serve>[0]['fetch'];

class AppModule {}
Module({})(AppModule);

/** Each way to mount the handler, as a person writes it. */
export const servers: Readonly<Record<string, (options: Options) => Promise<RunningServer>>> = {
  'node:http': (options) => listen(toNodeHandler(createAuthorityHandler(options)), ''),

  'Express 5': (options) => {
    const app = express();
    app.use('/auth', toNodeHandler(createAuthorityHandler(options)));
    return listen(app, '/auth');
  },

  'Express 5 behind body parsers': (options) => {
    const app = express();
    app.use(express.json(), express.urlencoded());
    app.use('/auth', toNodeHandler(createAuthorityHandler(options)));
    return listen(app, '/auth');
  },

  'Express 5 with the whole path': (options) => {
    const app = express();
    app.all('/auth/*rest', toNodeHandler(createAuthorityHandler({ ...options, basePath: '/auth' })));
    return listen(app, '/auth');
  },

  'Express 4': (options) => {
    const app = express4();
    app.use('/auth', toNodeHandler(createAuthorityHandler(options)));
    return listen(app, '/auth');
  },

  'Express 4 behind body parsers': (options) => {
    const app = express4();
    app.use(express4.json(), express4.urlencoded({ extended: true }));
    app.use('/auth', toNodeHandler(createAuthorityHandler(options)));
    return listen(app, '/auth');
  },

  async Fastify(options) {
    const app = fastify();
    await app.register(toFastifyPlugin(createAuthorityHandler(options)), { prefix: '/auth' });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    return { base: `${address}/auth`, [Symbol.asyncDispose]: () => app.close() };
  },

  async 'Fastify with a parameter in the prefix'(options) {
    const app = fastify();
    await app.register(toFastifyPlugin(createAuthorityHandler(options)), { prefix: '/:tenant/auth' });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    return { base: `${address}/acme-corporation/auth`, [Symbol.asyncDispose]: () => app.close() };
  },

  Hono(options) {
    const app = new Hono();
    app.mount('/auth', createAuthorityHandler(options));
    return listenFetch(app.fetch);
  },

  async Nest(options) {
    const app = await NestFactory.create(AppModule, { logger: false });
    app.use('/auth', toNodeHandler(createAuthorityHandler(options)));
    await app.listen(0, '127.0.0.1');
    return {
      base: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/auth`,
      [Symbol.asyncDispose]: () => app.close(),
    };
  },

  'a fetch handler': (options) => listenFetch(createAuthorityHandler({ ...options, basePath: '/auth' })),
};
