declare global {
  namespace LynkAuth {
    /**
     * The types of your application. Declare the keys of your permissions once, and every plugin knows them:
     *
     * ```ts
     * declare global {
     *   namespace LynkAuth {
     *     interface Register {
     *       permission: 'view_sboms' | 'update_sboms';
     *     }
     *   }
     * }
     *
     * export {};
     * ```
     */
    interface Register {}
  }
}

/** The key of a permission: one of those that the application has registered, otherwise any string. */
export type Permission = LynkAuth.Register extends { permission: infer Key extends string } ? Key : string;

/** The keys of at least one permission. */
export type Permissions = readonly [Permission, ...Permission[]];
