import { Module } from '@nestjs/common';
import { CaseController } from './case/case.controller.ts';
import { OnOrder } from './order-facts/on-order.ts';
import { SettlementController } from './settlement/settlement.controller.ts';
import { ComplaintsController } from './warehouse-complaint/complaints.controller.ts';
import { OnReading } from './weight-check/on-reading.ts';

@Module({ controllers: [CaseController, SettlementController, ComplaintsController, OnOrder, OnReading] })
export class ReturnsModule {}
