export type Principal = { name: string };
