import type { AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Platform } from '../create-project.ts';

export const createAdapter = (platform: Platform): AbstractHttpAdapter =>
  platform === 'express' ? new ExpressAdapter() : new FastifyAdapter();
