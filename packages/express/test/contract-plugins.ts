import { versionOf } from '@lynk-auth/test-kit';
import express from 'express';
import express4 from 'express4';
import { onFramework } from './start-app.ts';

const title = (name: string) => `Express ${versionOf(name, import.meta.url)}`;

/** The plugin on each supported version of Express. */
export const plugins = {
  [title('express')]: onFramework(express),
  [title('express4')]: onFramework(express4),
};
