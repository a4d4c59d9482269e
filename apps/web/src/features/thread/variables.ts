/** What `{name}` in a phrase stands for in this conversation; undefined where there is nothing to say. */
export type Variables = Record<'customer' | 'order' | 'parcel', string | undefined>;

const pattern = /\{([a-z_]+)\}/g;

const isKnown = (name: string, variables: Variables): name is keyof Variables => name in variables;

/** Fills in what is known and leaves the rest standing, so that it is seen. */
export const fillIn = (text: string, variables: Variables): string =>
  text.replaceAll(pattern, (whole, name: string) =>
    isKnown(name, variables) ? (variables[name] ?? whole) : whole,
  );

/** Variables that still stand in a text: it may not be sent like this. */
export const missingIn = (text: string): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([whole]) => whole)),
];
