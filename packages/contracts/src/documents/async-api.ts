import type { z } from 'zod';
import { publicEvents } from '../events/index.ts';
import type { EventContract } from '../public-event.ts';
import { services } from '../route.ts';
import { schemaCollector } from './json-schema.ts';

/** AsyncAPI 3 of every public event: one Kafka topic a service, CloudEvents 1.0 in binary mode. */
export const asyncApi = (version: string) => {
  const { components, schemaOf } = schemaCollector();
  const contracts = Object.values(publicEvents) as EventContract<string, z.ZodType>[];
  const messages = Object.fromEntries(
    contracts.map((contract) => [
      contract.type,
      {
        name: contract.type,
        title: contract.type,
        summary: contract.description,
        description: `Keyed by \`${contract.subject}\`.`,
        contentType: 'application/json',
        headers: { $ref: '#/components/schemas/CloudEventHeaders' },
        payload: schemaOf(contract.data),
        examples: [{ payload: contract.example as Record<string, unknown> }],
      },
    ]),
  );
  const talking = services.filter((service) =>
    contracts.some((contract) => contract.type.startsWith(`${service}.`)),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'kefu events',
      version,
      description: 'What happened in the support centre, service by service.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      talking.map((service) => [
        service,
        {
          address: `kefu.${service}`,
          description: `Events of the ${service} service, in order for each subject.`,
          messages: Object.fromEntries(
            contracts
              .filter((contract) => contract.type.startsWith(`${service}.`))
              .map((contract) => [contract.type, { $ref: `#/components/messages/${contract.type}` }]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      talking.map((service) => [
        `${service}Publishes`,
        { action: 'send', channel: { $ref: `#/channels/${service}` } },
      ]),
    ),
    components: {
      messages,
      schemas: {
        ...components,
        CloudEventHeaders: {
          type: 'object',
          required: [
            'ce_specversion',
            'ce_id',
            'ce_type',
            'ce_source',
            'ce_subject',
            'ce_time',
            'ce_correlationid',
          ],
          properties: {
            ce_specversion: { type: 'string', const: '1.0' },
            ce_id: { type: 'string', description: 'The event’s id: mark it to notice a repetition' },
            ce_type: { type: 'string' },
            ce_source: { type: 'string' },
            ce_subject: { type: 'string' },
            ce_time: { type: 'string', format: 'date-time' },
            ce_correlationid: { type: 'string' },
            ce_causationid: { type: 'string' },
            traceparent: { type: 'string' },
          },
        },
      },
    },
  };
};
