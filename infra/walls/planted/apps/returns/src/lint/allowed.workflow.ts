import type { weigh } from './weigh.activities.ts';
import { policy } from '../other-room/domain/policy.ts';

export const days = (_activity: typeof weigh): number => policy;
