import type { Principal } from '@kefu/contracts';

/** Who a token speaks for, and until when it may be believed (ms since 1970). */
export type Believed = { who: Principal; untilMs: number };

const mostTokens = 10_000;

/**
 * Believes a token again without checking its signature, which is a fifth of what a small command costs a service.
 * One that is refused is not remembered; of too many the oldest is forgotten.
 */
export const rememberBelieved = (
  believe: (token: string) => Promise<Believed>,
  { most = mostTokens, now = Date.now }: { most?: number; now?: () => number } = {},
): ((token: string) => Promise<Principal>) => {
  const known = new Map<string, Believed>();
  return async (token) => {
    const former = known.get(token);
    if (former && now() < former.untilMs) return former.who;
    known.delete(token);
    const believed = await believe(token);
    known.set(token, believed);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return believed.who;
  };
};
