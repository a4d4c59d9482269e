import { Module } from '@nestjs/common';
import { LedgerController } from './ledger/ledger.controller.ts';
import { OnCaseResolved } from './ledger/on-case-resolved.ts';
import { RateController } from './rate/rate.controller.ts';

@Module({ controllers: [LedgerController, OnCaseResolved, RateController] })
export class PayrollModule {}
