import { applyDecorators, Catch, Controller, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import { throwError, type Observable } from 'rxjs';

/** Nest turns a handler's error into "Internal server error" unless a filter of the controller hands it on. */
class KeepErrorClass implements ExceptionFilter<unknown> {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
Catch()(KeepErrorClass); // called, so that Node can run this file as it is

/** What the strategy finds beside each handler of an `@EventsController`. */
export type HandlerExtras = { handler: string };

const nameHandlers =
  (name: string | undefined): ClassDecorator =>
  (controller) => {
    const { prototype } = controller as unknown as { prototype: Record<string, unknown> }; // a decorated class has one
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const handler = prototype[method];
      if (typeof handler !== 'function' || !Reflect.hasMetadata(PATTERN_METADATA, handler)) continue;
      const extras: HandlerExtras = { handler: `${name ?? controller.name}.${method}` };
      Reflect.defineMetadata(
        PATTERN_EXTRAS_METADATA,
        { ...(Reflect.getMetadata(PATTERN_EXTRAS_METADATA, handler) as object | undefined), ...extras },
        handler,
      );
    }
  };

/**
 * A controller of `@EventPattern` handlers. Their errors reach the poison policy with their class. Each handler has
 * an inbox of its own, called `<name>.<method>`: renaming it lets redelivered events take effect once more.
 */
export const EventsController = (name?: string): ClassDecorator =>
  applyDecorators(Controller(), UseFilters(KeepErrorClass), nameHandlers(name));
