import { describe, expect, it } from '@jest/globals';
import { Refused } from '@kefu/contracts';
import { CallFailed, CallUnanswered } from '@kefu/service';
import { keepErrorClass } from './keep-error-class.ts';

const thrownFor = async (error: Error): Promise<unknown> => {
  try {
    await keepErrorClass.execute?.({ args: [], headers: {} }, () => Promise.reject(error));
  } catch (thrown) {
    return thrown;
  }
  return undefined;
};

describe('an activity that fails', () => {
  it.each([
    ['was refused', new Refused('case-unknown'), 'case-unknown'],
    ['asked for something that is not there', new CallFailed(404, 'not-found'), 'not-found'],
  ])('is not tried again when it %s', async (_, error, type) => {
    expect(await thrownFor(error)).toMatchObject({ nonRetryable: true, type });
  });

  it.each([
    ['logistics is away', new CallUnanswered('logistics cannot be reached')],
    ['logistics has not heard of the parcel yet', new Refused('waybill-unknown')],
    ['our key is not trusted yet', new CallFailed(401, 'unauthenticated')],
    ['the database is away', new Error('Connection terminated')],
  ])('is tried again when %s', async (_, error) => {
    expect(await thrownFor(error)).toBe(error);
  });
});
