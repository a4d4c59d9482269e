import type { DomainEvent } from '@kefu/contracts';

/**
 * Brings the data of older events to today's shape, one version at a time: `'OrderPlaced@1'` makes version 2 of
 * version 1. What is written is always the newest version: one more than the highest upcaster of its type.
 */
export type Upcasters = { readonly [typeAndVersion: `${string}@${number}`]: (data: never) => object };

export type Upcasting = {
  current(type: string): number;
  upcast(event: DomainEvent, schemaVersion: number): object;
};

type Step = (data: object) => object;

export const createUpcasting = (upcasters: Upcasters = {}): Upcasting => {
  const steps = new Map<string, Map<number, Step>>();
  for (const [name, step] of Object.entries(upcasters)) {
    const [, type, version] = /^(.+)@([1-9]\d*)$/.exec(name) ?? [];
    if (type === undefined) throw new TypeError(`an upcaster is named like 'OrderPlaced@1', not ${name}`);
    const ofType = steps.get(type) ?? new Map<number, Step>();
    // The log's data is JSON of whatever shape that version had; only the upcaster's author knows it.
    steps.set(type, ofType.set(Number(version), step as Step));
  }
  for (const [type, ofType] of steps) {
    for (let version = 1; version <= ofType.size; version++) {
      if (!ofType.has(version)) throw new TypeError(`${type}@${version} has no upcaster`);
    }
  }
  const current = (type: string) => (steps.get(type)?.size ?? 0) + 1;
  return {
    current,
    upcast: ({ type, data }, schemaVersion) => {
      const ofType = steps.get(type);
      let upcasted = data;
      for (let version = schemaVersion; version < current(type); version++) {
        upcasted = ofType?.get(version)?.(upcasted) ?? upcasted;
      }
      return upcasted;
    },
  };
};
