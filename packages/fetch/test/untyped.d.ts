// Packages without types of their own.
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options: { readonly url: string });
    readonly window: typeof globalThis;
  }
}

declare module 'node-fetch-2' {
  const fetch: unknown;
  // biome-ignore lint/style/noDefaultExport: the package has it.
  export default fetch;
}
