import * as openid from 'openid-client';
import { ForbiddenError, UnavailableError } from '#domain/errors.js';
import type { Config } from '#runtime/config.js';
import type { ProviderIdentity } from '#store/users.js';

/** An OpenID Connect provider at which people of this office sign in. */
export interface IdentityProvider {
  /** As the button names it. */
  readonly title: string;
  /** Address to send the browser to, and what must be remembered until it comes back. */
  begin(redirectUri: string): Promise<{ readonly href: string; readonly pending: PendingSignIn }>;
  /**
   * Who came back.
   * @throws ForbiddenError (401) where the answer is not the one to `pending`, or the provider refused
   * @throws UnavailableError where the provider does not answer
   */
  finish(callbackUrl: URL, pending: PendingSignIn): Promise<ProviderIdentity>;
}

export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export type IdentityProviderConfig = Pick<
  Config,
  'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret' | 'oidcScope' | 'oidcNameClaim' | 'oidcTitle'
>;

/** Authorization code flow with PKCE, state and nonce. Null where no provider is configured. */
export function createIdentityProvider(config: IdentityProviderConfig): IdentityProvider | null {
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcScope, oidcNameClaim, oidcTitle } = config;
  if (oidcIssuer === null || oidcClientId === null) return null;
  let found: Promise<openid.Configuration> | null = null;

  /** Asked for at the first sign-in, so that the API starts without the provider; asked again where that failed. */
  const discovered = (): Promise<openid.Configuration> =>
    (found ??= discover(new URL(oidcIssuer), oidcClientId, oidcClientSecret).catch((error: unknown) => {
      found = null;
      throw new UnavailableError('the identity provider does not answer', 'identity provider', { cause: error });
    }));

  return {
    title: oidcTitle,
    async begin(redirectUri) {
      const provider = await discovered();
      const pending: PendingSignIn = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
      };
      const { href } = openid.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: oidcScope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { href, pending };
    },
    async finish(callbackUrl, pending) {
      const provider = await discovered();
      const { state: expectedState, nonce: expectedNonce, codeVerifier: pkceCodeVerifier } = pending;
      const tokens = await openid
        .authorizationCodeGrant(provider, callbackUrl, { expectedState, expectedNonce, pkceCodeVerifier })
        .catch(refuse);
      const claims = tokens.claims();
      if (claims === undefined) throw new ForbiddenError('the identity provider sent no identity', false);
      const { sub: subject, iss: issuer } = claims;
      const info = provider.serverMetadata().userinfo_endpoint
        ? await openid.fetchUserInfo(provider, tokens.access_token, subject).catch(refuse)
        : {};
      const name = ({ ...claims, ...info } as Record<string, unknown>)[oidcNameClaim];
      return { issuer, subject, name: typeof name === 'string' ? name : '' };
    },
  };
}

function discover(issuer: URL, clientId: string, clientSecret: string | null): Promise<openid.Configuration> {
  const authentication = clientSecret === null ? openid.None() : openid.ClientSecretBasic(clientSecret);
  // A provider inside a closed network may speak HTTP; whoever configures the address has decided that.
  const execute = issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
  return openid.discovery(issuer, clientId, undefined, authentication, { execute, timeout: 10 });
}

function refuse(error: unknown): never {
  if (error instanceof TypeError && error.message.includes('fetch failed')) {
    throw new UnavailableError('the identity provider does not answer', 'identity provider', { cause: error });
  }
  throw Object.assign(new ForbiddenError('the identity provider’s answer was refused', false), { cause: error });
}
