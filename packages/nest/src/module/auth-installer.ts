// Installs the authentication in an application. Only static providers are injected here: Nest would not instantiate
// a class at start-up that depends on a request-scoped one, and the user's options may do that.
import { hasMethod, LynkConfigurationError } from '@lynk-auth/core/internal';
import { type CanActivate, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModuleRef, ModulesContainer } from '@nestjs/core';
import { describeRequirements } from '../decorators/describe-requirements.ts';
import type { OperationAuthorizer } from '../graphql/operation-authorizer.ts';
import { LynkAuthFilter } from '../guard/lynk-auth-filter.ts';
import { AUTHENTICATOR, GLOBAL_GUARD, GUARD, INSTALLER, OPERATION_AUTHORIZER } from '../tokens.ts';
import { guardGateways } from '../websockets/guard-gateways.ts';
import {
  assertHandshakesAuthenticated,
  assertImportedAtStart,
  assertMessageHandlersClosed,
  assertNothingPublic,
} from './assert-application.ts';
import type { ApplicationAuthenticator } from './create-application-authenticator.ts';
import { createMiddleware } from './create-middleware.ts';

/**
 * Adds the middleware, the filter and the guard of gateways to an application, and checks at start-up that no request
 * can bypass them.
 */
@Injectable()
export class AuthInstaller implements OnModuleInit {
  private authenticator: ApplicationAuthenticator | undefined;
  /** The adapter that has the middleware. */
  private installedOn: unknown;
  /** Why the middleware could not be added. */
  private failure: { readonly cause: unknown } | undefined;

  constructor(
    @Inject(GLOBAL_GUARD) globalGuard: boolean,
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {
    assertImportedAtStart(modules, INSTALLER);
    // Before a hybrid application can start its microservices, which it may do before it is initialized.
    assertMessageHandlersClosed(modules);
    // Before the application adds its own middlewares and body parsers. A testing module sets its adapter later.
    host.init$.subscribe(() => this.addMiddleware());
    // Nest runs the first filter of its list last.
    config.useGlobalFilters(new LynkAuthFilter());
    if (globalGuard) guardGateways(modules);
    // Before the application creates its document.
    describeRequirements(modules);
  }

  /**
   * Returns the authenticator of the application.
   *
   * @throws {LynkConfigurationError} if there is none, because the module's options are request-scoped.
   */
  getAuthenticator(): ApplicationAuthenticator {
    this.authenticator ??= this.resolve<ApplicationAuthenticator>(
      AUTHENTICATOR,
      'authenticate',
      'the options depend on a request-scoped provider (REQUEST, for example), and there is no request when the application starts; inject providers of the default scope into useFactory, useClass or useExisting.',
    );
    return this.authenticator;
  }

  /**
   * Returns the guard of the application.
   *
   * @throws {LynkConfigurationError} if there is none, because a test replaced it with a request-scoped class.
   */
  getGuard(): CanActivate {
    return this.resolve(
      GUARD,
      'canActivate',
      'LynkAuthGuard is replaced by a request-scoped provider, which cannot be a global guard; replace it with one of the default scope.',
    );
  }

  /** @throws {LynkConfigurationError} if a request could bypass the authentication or the guard. */
  onModuleInit(): void {
    const { isOptional } = this.getAuthenticator();
    this.getGuard();
    this.assertMiddlewareAdded();
    this.moduleRef.get<OperationAuthorizer>(OPERATION_AUTHORIZER).prepare();
    if (!isOptional) assertNothingPublic(this.modules);
    assertHandshakesAuthenticated(this.modules, this.config, this.host);
  }

  private addMiddleware(): void {
    const { httpAdapter } = this.host;
    if (!httpAdapter) return;
    try {
      httpAdapter.use(createMiddleware(() => this.getAuthenticator()));
      this.installedOn = httpAdapter;
    } catch (cause) {
      this.failure = { cause };
    }
  }

  private assertMiddlewareAdded(): void {
    if (this.failure !== undefined) {
      throw new LynkConfigurationError(
        'LynkAuthModule: the adapter accepts no middleware yet; remove skipMiddie so that the adapter registers @fastify/middie.',
        this.failure,
      );
    }
    const { httpAdapter } = this.host;
    if (httpAdapter && httpAdapter !== this.installedOn) {
      throw new LynkConfigurationError(
        'LynkAuthModule: the middleware is on another adapter, because the testing module has created an application before; compile a testing module for each application.',
      );
    }
  }

  /** Returns the instance that exists outside of requests. Nest throws if there is one for each request instead. */
  private resolve<T>(token: symbol, method: string, problem: string): T {
    let cause: unknown;
    try {
      const instance: unknown = this.moduleRef.get(token);
      if (hasMethod(instance, method)) return instance as T;
    } catch (error) {
      cause = error;
    }
    throw new LynkConfigurationError(`LynkAuthModule: ${problem}`, { cause });
  }
}
