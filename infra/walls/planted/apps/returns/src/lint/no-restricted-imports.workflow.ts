import { orders } from '../../../orders/src/service.ts';
import { readFileSync } from 'node:fs';
import { Context } from '@temporalio/activity';

export const neighbours = [orders, readFileSync, Context];
