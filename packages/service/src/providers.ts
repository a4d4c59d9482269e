import { type DynamicModule, Global, Inject, Module, type Type } from '@nestjs/common';
import type { ServiceContext } from './define-service.ts';
import type { Forgetting } from './forgetting/forgotten-customers.ts';

const STORE = Symbol('kefu:event-store');
const CONFIGURATION = Symbol('kefu:configuration');
const LOGGER = Symbol('kefu:logger');
const CALL = Symbol('kefu:call');
export const FORGETTING = Symbol('kefu:forgetting');

/** The service's `EventStore`; its `pool` is for queries on the views. */
export const InjectStore = (): ParameterDecorator => Inject(STORE);
export const InjectConfiguration = (): ParameterDecorator => Inject(CONFIGURATION);
export const InjectLogger = (): ParameterDecorator => Inject(LOGGER);
/** A `ServiceFetch`, to send commands to other services. */
export const InjectCall = (): ParameterDecorator => Inject(CALL);

class Surroundings {}
Module({})(Surroundings); // called, so that Node can run this file as it is
Global()(Surroundings);

/** A service's own module with what it may inject; made anew for each running service. */
export const rootModule = (
  module: Type,
  {
    store,
    configuration,
    logger,
    call,
  }: Pick<ServiceContext<never>, 'configuration' | 'logger' | 'call'> & { store: object },
  shared: { controllers: Type[]; forgetting: Forgetting },
): DynamicModule => {
  const providers = [
    { provide: STORE, useValue: store },
    { provide: CONFIGURATION, useValue: configuration },
    { provide: LOGGER, useValue: logger },
    { provide: CALL, useValue: call },
    { provide: FORGETTING, useValue: shared.forgetting },
  ];
  return {
    module: Surroundings,
    imports: [module],
    controllers: shared.controllers,
    providers,
    exports: providers.map(({ provide }) => provide),
  };
};
