import { Refused } from '@kefu/contracts';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';

const Claims = z.object({
  buyer: z.string().min(1).max(120),
  shop: z.string(),
  exp: z.number(),
  /** What the buyer is called; agents see its first letter. */
  name: z.string().max(200).optional(),
});

export type Buyer = Pick<z.infer<typeof Claims>, 'buyer' | 'name'>;

const maxAheadSeconds = 15 * 60;

/**
 * Who a shop's page says its visitor is: reads the HS256 token that the shop signed with its secret.
 * Throws `Refused` `buyer-token-expired` or `buyer-token-invalid` (bad signature, other shop, too long-lived).
 */
export const readBuyerToken = async (
  token: string,
  shopId: string,
  secret: string,
  now: Date,
): Promise<Buyer> => {
  const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
    algorithms: ['HS256'],
    currentDate: now,
    clockTolerance: 30,
  }).catch((error: unknown) => {
    if (error instanceof errors.JWTExpired)
      throw new Refused('buyer-token-expired', 'Load the page again: it makes a fresh token for the widget.');
    throw new Refused('buyer-token-invalid', "The token is not signed with this shop's secret (HS256).");
  });
  const claims = Claims.safeParse(payload);
  if (!claims.success)
    throw new Refused('buyer-token-invalid', 'The token needs the claims buyer, shop and exp.');
  if (claims.data.shop !== shopId) throw new Refused('buyer-token-invalid', 'The token is for another shop.');
  if (claims.data.exp * 1_000 > now.getTime() + maxAheadSeconds * 1_000)
    throw new Refused('buyer-token-invalid', 'The token may live 15 minutes at most.');
  return { buyer: claims.data.buyer, name: claims.data.name };
};
