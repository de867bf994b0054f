declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export default class Provider {
    constructor(issuer: string, configuration: { findAccount: (context: unknown, id: string) => { accountId: string; claims: () => { sub: string } } } & Record<string, unknown>);
    callback(): RequestListener;
  }
}
