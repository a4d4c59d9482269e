import { defineService } from '@kefu/service';
import { IntegrationsModule } from './integrations.module.ts';

export const integrations = defineService({
  name: 'integrations',
  port: 18_806,
  module: IntegrationsModule,
  personal: {},
  publish: () => undefined,
});
