import { describe, expect, it } from '@jest/globals';
import { maskRecipient } from './mask-recipient.ts';

const masked = (name: string, phone: string, address: string) => {
  const shown = maskRecipient({ name, phone, address });
  return [shown.name, shown.phone, shown.address];
};

describe('a masked recipient', () => {
  it('keeps the family name, the ends of the number and the city', () => {
    expect(masked('王小明', '13812345678', '浙江省杭州市文一西路969号')).toEqual([
      '王**',
      '138****5678',
      '浙江省杭州市***',
    ]);
  });

  it('does not show how long a name is', () => {
    expect(masked('欧阳', '+86 138-1234-5678', '上海市浦东新区世纪大道1号')).toEqual([
      '欧**',
      '138****5678',
      '上海市***',
    ]);
  });

  it('hides short numbers and addresses without a city altogether', () => {
    expect(masked('Li', '66321', '文一西路969号')).toEqual(['L**', '****', '***']);
  });

  it('shows nothing where there is nothing', () => {
    expect(masked('', '', '')).toEqual(['', '', '']);
  });
});
