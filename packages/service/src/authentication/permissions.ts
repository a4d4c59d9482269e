import type { Principal, Role, Route } from '@kefu/contracts';

/** A known caller who may not do this. The code says which right is missing. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  readonly code: string;
  readonly detail?: string;
  constructor(code: 'role-not-allowed' | 'shop-not-allowed' | (string & {}), detail?: string) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail;
  }
}

export const hasRole = (who: Principal, ...roles: readonly Role[]): boolean =>
  roles.some((role) => who.roles.includes(role));

export const canSeeShop = (who: Principal, shopId: string): boolean =>
  who.shops.includes('*') || who.shops.includes(shopId);

/** Throws `Forbidden` unless the caller works for this shop. */
export const requireShop = (who: Principal, shopId: string): void => {
  if (!canSeeShop(who, shopId)) throw new Forbidden('shop-not-allowed', 'You do not work for this shop.');
};

/** May this caller use a route with these roles? */
export const mayCall = (who: Principal | undefined, roles: Route['roles']): boolean => {
  if (roles === 'anyone') return true;
  if (!who) return false;
  return roles === 'signed-in' || hasRole(who, ...roles);
};
