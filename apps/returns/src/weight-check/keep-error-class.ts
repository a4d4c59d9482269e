import { Refused } from '@kefu/contracts';
import { CallFailed } from '@kefu/service';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';

// Rights are mended by people and parcels become known: these may succeed later, other refusals never do.
const mayPass = (error: Refused | CallFailed): boolean =>
  error.code === 'waybill-unknown' || (error instanceof CallFailed && [401, 403].includes(error.status));

const failureOf = (error: unknown): unknown =>
  (error instanceof Refused || error instanceof CallFailed) && !mayPass(error)
    ? ApplicationFailure.nonRetryable(error.message, error.code)
    : error;

/** What was refused is not tried again; everything else is, for ever. */
export const keepErrorClass: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      throw failureOf(error);
    }
  },
};
