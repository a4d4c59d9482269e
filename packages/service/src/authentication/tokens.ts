import { createLocalJWKSet, importJWK, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { Principal, type ServiceName } from '@kefu/contracts';
import type { PrivateKey, PublicKeys } from '../environment.ts';
import { rememberBelieved } from './believed.ts';

/** Nobody we know: no token, an expired one, or one whose issuer may not say what it says. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  readonly code: string;
  constructor(message: string, code = 'unauthenticated') {
    super(message);
    this.code = code;
  }
}

export type Authenticate = (token: string) => Promise<Principal>;

const gateway = 'gateway';
const everyService = 'kefu';
const lifetimeSeconds = 60;

// People and customers are known to the gateway alone, a service only to itself: no key can speak for another.
const mayIssue = (issuer: string, { kind, id }: Principal): boolean =>
  kind === 'service' ? issuer !== gateway && issuer === id : issuer === gateway;

// Roles follow the kind, so that a person's token can never carry a service's right.
const rolesFitKind = ({ kind, roles }: Principal): boolean =>
  roles.every((role) => (role !== 'service' && role !== 'customer') || role === kind);

// Everybody who comes with the same token gets the same object.
const frozen = (who: Principal): Principal => {
  for (const part of [who.roles, who.shops, who.limits, who]) Object.freeze(part);
  return who;
};

const endOf = ({ exp = 0, iat = 0 }: JWTPayload): number => 1_000 * Math.min(exp, iat + 2 * lifetimeSeconds);

/** Believes tokens that one of the trusted keys signed for this service within the last two minutes. */
export const createAuthenticator = (trustedKeys: PublicKeys, audience: ServiceName): Authenticate => {
  const keys = createLocalJWKSet(trustedKeys);
  const options = {
    algorithms: ['EdDSA', 'Ed25519'],
    audience: [audience, everyService],
    requiredClaims: ['exp', 'iat', 'sub'],
    maxTokenAge: 2 * lifetimeSeconds,
    clockTolerance: 5,
  };
  return rememberBelieved(async (token) => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, options).catch((error: Error) => {
      throw new Unauthenticated(`The token is not valid: ${error.message}.`);
    });
    const issuer = payload.iss;
    if (!issuer || issuer !== protectedHeader.kid)
      throw new Unauthenticated('The token is not valid: issuer and key differ.');
    const principal = Principal.safeParse({ ...payload, id: payload.sub });
    if (!principal.success) throw new Unauthenticated('The token does not say who it speaks for.');
    if (!mayIssue(issuer, principal.data))
      throw new Unauthenticated(`${issuer} may not issue tokens of this kind.`);
    if (!rolesFitKind(principal.data))
      throw new Unauthenticated('The token is not valid: roles and kind differ.');
    return { who: frozen(principal.data), untilMs: endOf(payload) };
  });
};

export type TokenOptions = { audience?: ServiceName; sid?: string; expiresInSeconds?: number };

/** A short-lived token that says who `principal` is; the issuer is the key's name. */
export const signToken = async (
  key: PrivateKey,
  principal: Principal,
  options: TokenOptions = {},
): Promise<string> => {
  const { id, ...claims } = principal;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...claims, ...(options.sid && { sid: options.sid }) })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .setIssuer(key.kid)
    .setSubject(id)
    .setAudience(options.audience ?? everyService)
    .setIssuedAt(now)
    .setExpirationTime(now + (options.expiresInSeconds ?? lifetimeSeconds))
    .sign(await importJWK(key, 'EdDSA'));
};

/** A token by which a service speaks for itself, as its workflows' activities do. */
export const signServiceToken = (key: PrivateKey, audience: ServiceName): Promise<string> =>
  signToken(
    key,
    {
      id: key.kid,
      name: key.kid,
      kind: 'service',
      roles: ['service'],
      shops: ['*'],
      limits: { refundFen: 0 },
    },
    { audience },
  );
