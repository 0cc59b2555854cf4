import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer } from '../../../src/packed/consumers.ts';
import { createProject, type Project } from '../../../src/packed/create-project.ts';
import type { Tarballs } from '../../../src/packed/pack-packages.ts';
import { type Finished, runCommand } from '../../../src/packed/run-command.ts';

/** A consumer and its installed project. */
export class Stage {
  /** The name of the package, with its scope. */
  readonly package: string;
  private installed: Project | undefined;

  constructor(
    readonly consumer: Consumer,
    readonly tarballs: Tarballs,
    readonly token: string,
  ) {
    this.package = `@lynk-auth/${consumer.package}`;
  }

  get project(): Project {
    if (this.installed === undefined) throw new Error('The project is not installed.');
    return this.installed;
  }

  async install(): Promise<void> {
    this.installed = await this.createProject('npm');
  }

  createProject(manager: 'npm' | 'pnpm'): Promise<Project> {
    const dependencies = { [this.package]: '', ...this.consumer.beside };
    return createProject({ tarballs: this.tarballs, manager, dependencies });
  }

  /** Resolves a path in the project. */
  path(...path: string[]): string {
    return join(this.project.folder, ...path);
  }

  /** The folder of the installed package. */
  get unpacked(): string {
    return this.path('node_modules', this.package);
  }

  /** Runs a program and waits for its exit. */
  run(
    file: string,
    env: Readonly<Record<string, string>> = {},
    cwd = this.project.folder,
  ): Promise<Finished> {
    return runCommand(process.execPath, ['--no-warnings', file], { cwd, env });
  }

  async dispose(): Promise<void> {
    if (this.installed !== undefined) await rm(this.installed.folder, { recursive: true, force: true });
  }
}
