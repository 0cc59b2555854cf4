import { ApplicationConfig } from '@nestjs/core';
import { ArgumentsHost } from '@nestjs/common';
import { CanActivate } from '@nestjs/common';
import { DynamicModule } from '@nestjs/common';
import { ExecutionContext } from '@nestjs/common';
import { FactoryProvider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { HttpException } from '@nestjs/common';
import { HttpResponse } from '@lynk-auth/core/server';
import { IncomingLike } from '@lynk-auth/core/server';
import { ModuleMetadata } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { NodeRequestLike } from '@lynk-auth/core/server';
import { OnModuleInit } from '@nestjs/common';
import { PluginOptions } from '@lynk-auth/core/server';
import { PrincipalAccessor } from '@lynk-auth/core/server';
import { RequestAuthenticator } from '@lynk-auth/core/server';
import { Type } from '@nestjs/common';
declare const CurrentPrincipal: (options?: {
    readonly optional: true;
}) => ParameterDecorator;
interface DefinitionLike extends SelectionLike {
    readonly operation?: string;
    readonly selectionSet: SelectionSetLike;
}
interface Demand {
    readonly permissions: readonly string[];
    readonly isPublic: boolean;
}
declare const LYNK_AUTH_OPTIONS: unique symbol;
interface LynkAuthAsyncOptions extends LynkAuthExtras {
    readonly imports?: NonNullable<ModuleMetadata['imports']>;
    readonly inject?: NonNullable<FactoryProvider['inject']>;
    readonly useFactory?: (...injected: any[]) => LynkAuthOptions | Promise<LynkAuthOptions>;
    readonly useClass?: Type<LynkAuthOptionsFactory>;
    readonly useExisting?: Type<LynkAuthOptionsFactory> | string | symbol;
}
declare class LynkAuthException extends HttpException {
    readonly code: 'unauthorized' | 'forbidden';
    readonly errorResponse: HttpResponse;
    readonly extensions: Readonly<Record<string, unknown>>;
    constructor(errorResponse: HttpResponse);
    static [Symbol.hasInstance](value: unknown): boolean;
}
interface LynkAuthExtras {
    readonly globalGuard?: boolean;
}
declare class LynkAuthGuard implements CanActivate {
    private readonly operations;
    private readonly checks;
    private readonly fieldChecks;
    constructor(operations: Operations);
    canActivate(context: ExecutionContext): boolean | Promise<boolean>;
}
declare class LynkAuthModule implements OnModuleInit {
    private readonly options;
    private readonly operations;
    private readonly host;
    private readonly config;
    private readonly modules;
    private failure;
    constructor(options: LynkAuthOptions, authenticator: RequestAuthenticator<NodeRequest>, operations: Operations, globalGuard: boolean, host: HttpAdapterHost, config: ApplicationConfig, modules: ModulesContainer);
    onModuleInit(): void;
    static forRoot(options: LynkAuthOptions & LynkAuthExtras): DynamicModule;
    static forRootAsync(options: LynkAuthAsyncOptions): DynamicModule;
}
type LynkAuthOptions = PluginOptions<NodeRequest>;
interface LynkAuthOptionsFactory {
    createLynkAuthOptions(): LynkAuthOptions | Promise<LynkAuthOptions>;
}
interface NameLike {
    readonly value: string;
}
type NodeRequest = NodeRequestLike & IncomingLike & {
    readonly method?: string | undefined;
};
interface OperationLike {
    readonly schema: SchemaLike;
    readonly operation: DefinitionLike;
    readonly fragments: Readonly<Record<string, DefinitionLike | undefined>>;
}
declare class Operations {
    private readonly modules;
    private demands;
    private readonly checks;
    constructor(modules: ModulesContainer);
    prepare(): ResolverDemands;
    refusal(request: object, operation: OperationLike): HttpResponse | null;
    private checkOf;
}
declare const Public: () => ClassDecorator & MethodDecorator;
declare function RequirePermission(...permissions: readonly string[]): ClassDecorator & MethodDecorator;
type ResolverDemands = ReadonlyMap<string, Demand>;
interface SchemaLike {
    getType(name: string): TypeLike | null | undefined;
    getRootType(operation: never): TypeLike | null | undefined;
    isAbstractType?: never;
    getPossibleTypes(type: never): readonly TypeLike[];
}
interface SelectionLike {
    readonly kind: string;
    readonly name?: NameLike | undefined;
    readonly typeCondition?: {
        readonly name: NameLike;
    } | undefined;
    readonly selectionSet?: SelectionSetLike | undefined;
}
interface SelectionSetLike {
    readonly selections: readonly SelectionLike[];
}
interface TypeLike {
    readonly name?: string;
    readonly ofType?: TypeLike;
    getFields?(): Readonly<Record<string, {
        readonly type?: TypeLike;
    } | undefined>>;
    getInterfaces?(): readonly TypeLike[];
}
declare const getPrincipal: PrincipalAccessor<ArgumentsHost>;
export { CurrentPrincipal };
export { LYNK_AUTH_OPTIONS };
export { LynkAuthAsyncOptions };
export { LynkAuthException };
export { LynkAuthExtras };
export { LynkAuthGuard };
export { LynkAuthModule };
export { LynkAuthOptions };
export { LynkAuthOptionsFactory };
export { Principal } from '@lynk-auth/core/server';
export { Public };
export { RequirePermission };
export { getPrincipal };
