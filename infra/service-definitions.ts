import type { ServiceName } from '@kefu/contracts';
import type { ServiceDefinition } from '@kefu/service';

/** An app's package exports its definition under its own name: `orders` of `@kefu/orders`. */
export const definitionOf = async (service: ServiceName): Promise<ServiceDefinition> => {
  // a computed import has no type of its own
  const app = (await import(`@kefu/${service}`)) as Record<string, ServiceDefinition | undefined>;
  const definition = app[service];
  if (definition === undefined) throw new TypeError(`@kefu/${service} exports no \`${service}\``);
  return definition;
};
