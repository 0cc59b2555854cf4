import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { INSTALLER } from '../tokens.ts';
import { assertConfigured } from './assert-application.ts';

/** Checks at start-up that an application that imports the module also configures it. */
@Injectable()
export class ConfiguredCheck {
  constructor(@Inject(ModulesContainer) modules: ModulesContainer) {
    assertConfigured(modules, INSTALLER);
  }
}
