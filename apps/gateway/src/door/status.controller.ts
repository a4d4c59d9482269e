import { Controller } from '@nestjs/common';
import { routes } from '@kefu/contracts';
import type { EventStore } from '@kefu/event-store';
import { Handles, InjectConfiguration, InjectStore, readVersion, type Configuration } from '@kefu/service';
import type { GatewayEvent } from '../events.ts';
import { statusOf } from './status.ts';

@Controller()
export class StatusController {
  constructor(
    @InjectStore() private readonly store: EventStore<GatewayEvent>,
    @InjectConfiguration() private readonly configuration: Configuration,
  ) {}

  @Handles(routes['gateway.status'])
  status() {
    return statusOf(this.configuration, this.store.pool, { own: readVersion() });
  }
}
