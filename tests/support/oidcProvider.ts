import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface OidcProviderUnderTest {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next: the subject and the name that the provider vouches for. */
  signedIn: { subject: string; name: string };
  stop(): Promise<void>;
}

/** A certified OpenID Connect provider on a free port, with one client and a login that lets `signedIn` in. */
export async function oidcProvider(redirectUris: readonly string[]): Promise<OidcProviderUnderTest> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = { signedIn: { subject: '', name: '' } };
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'planwatch', client_secret: 'a secret of the client', redirect_uris: [...redirectUris] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    pkce: { required: () => true },
    cookies: { keys: ['only a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: state.signedIn.name }),
    }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void handle(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: state.signedIn.subject } });
  });
  return {
    issuer,
    clientId: 'planwatch',
    clientSecret: 'a secret of the client',
    get signedIn() {
      return state.signedIn;
    },
    set signedIn(person) {
      state.signedIn = person;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
