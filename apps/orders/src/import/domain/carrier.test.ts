import { describe, expect, it } from '@jest/globals';
import { carrierOf, waybillNumbers } from './carrier.ts';

describe('the carrier of a parcel', () => {
  it.each([
    ['中通快递', '77310000000018', 'zto'],
    ['SF Express', 'SF1234567890123', 'sf'],
    ['邮政EMS', '1100000000000', 'ems'],
    ['Correos Chile', 'X123', 'correos-chile'],
    ['某某物流', 'X123', 'other'],
    [undefined, 'YT1234567890123', 'yto'],
    [undefined, '77310000000018', 'zto'],
    [undefined, 'X123', 'other'],
  ])('%s with %s is %s', (name, number, code) => {
    expect(carrierOf(name, number)).toBe(code);
  });
});

describe('waybill numbers', () => {
  it('are parted as exports part them, each once', () => {
    expect(waybillNumbers('No:77310000000018,YT123；YT123 / SF99')).toEqual([
      '77310000000018',
      'YT123',
      'SF99',
    ]);
    expect(waybillNumbers('')).toEqual([]);
  });
});
