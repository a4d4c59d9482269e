import { Module } from '@nestjs/common';

/** Webhooks, the event feed and inbound imports will each bring their controllers here. */
@Module({})
export class IntegrationsModule {}
