import { type Route, routes } from '@kefu/contracts';
import { METHOD_METADATA, MODULE_METADATA } from '@nestjs/common/constants.js';
import type { Type } from '@nestjs/common';
import type { ServiceDefinition } from './define-service.ts';
import { routeOf } from './http/handles.ts';

type ModuleMetadata = { imports?: unknown[]; controllers?: Type[] };

const listOf = <Item>(metatype: object, key: string): Item[] =>
  (Reflect.getMetadata(key, metatype) as Item[] | undefined) ?? [];

const isClass = (value: unknown): value is Type => typeof value === 'function';
const isDynamic = (value: unknown): value is ModuleMetadata & { module: Type } =>
  typeof value === 'object' && value !== null && 'module' in value;

const controllersOf = (module: unknown, seen = new Set<unknown>()): Type[] => {
  if (seen.has(module)) return [];
  seen.add(module);
  if (isDynamic(module)) {
    const more = module.imports ?? [];
    return [
      ...(module.controllers ?? []),
      ...[module.module, ...more].flatMap((next) => controllersOf(next, seen)),
    ];
  }
  if (!isClass(module)) return [];
  const imported = listOf<unknown>(module, MODULE_METADATA.IMPORTS).flatMap((next) =>
    controllersOf(next, seen),
  );
  return [...listOf<Type>(module, MODULE_METADATA.CONTROLLERS), ...imported];
};

const handlersOf = (controller: Type): object[] =>
  Object.values(Object.getOwnPropertyDescriptors(controller.prototype))
    .map(({ value }): unknown => value)
    .filter((value) => typeof value === 'function');

export type RouteCoverage = {
  /** Routes of this service that no controller handles. */
  unhandled: string[];
  /** Routes that more than one handler claims. */
  doubled: string[];
  /** Handlers of another service's route, or with Nest's own mapping beside the route table. */
  foreign: string[];
};

/** Compares a service's controllers with its part of the route table; a service's own test expects three empty lists. */
export const routeCoverage = (
  definition: Pick<ServiceDefinition<never>, 'name' | 'module'>,
): RouteCoverage => {
  const handlers = controllersOf(definition.module).flatMap((controller) =>
    handlersOf(controller)
      .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .map((handler) => ({
        name: `${controller.name}.${(handler as { name: string }).name}`,
        route: routeOf(handler),
      })),
  );
  const timesHandled = (route: Route): number => handlers.filter((handler) => handler.route === route).length;
  const own = Object.entries<Route>(routes).filter(([, route]) => route.service === definition.name);
  return {
    unhandled: own.filter(([, route]) => timesHandled(route) === 0).map(([name]) => name),
    doubled: own.filter(([, route]) => timesHandled(route) > 1).map(([name]) => name),
    foreign: handlers.filter(({ route }) => route?.service !== definition.name).map(({ name }) => name),
  };
};

/** The names of this service's routes that no controller handles. */
export const unhandledRoutes = (definition: Pick<ServiceDefinition<never>, 'name' | 'module'>): string[] =>
  routeCoverage(definition).unhandled;
