import type { Account, Shop } from '@kefu/contracts';

const zone = 'Asia/Shanghai';

/** Three shops of one merchant. */
export const sampleShops: readonly Shop[] = [
  { shopId: 'flagship', name: '云裳旗舰店', platform: 'tmall', type: 'flagship', zone, state: 'open' },
  { shopId: 'outlet', name: '云裳折扣店', platform: 'jd', type: 'multi-brand', zone, state: 'open' },
  { shopId: 'factory', name: '云裳源头工厂', platform: '1688', type: '1688', zone, state: 'open' },
];

type Person = Omit<Account, 'active'>;

const person = (
  agentId: string,
  name: string,
  roles: Account['roles'],
  shops: string[],
  refundLimitFen = 0,
): Person => ({ agentId, signInName: agentId, name, roles, shops, refundLimitFen });

/** Somebody in every role; what each may refund alone is in fen. */
export const samplePeople: readonly Person[] = [
  person('lin', '林晓', ['after-sales-agent'], ['flagship', 'outlet'], 5_000),
  person('chen', '陈默', ['after-sales-agent'], ['flagship', 'factory'], 5_000),
  person('wu', '吴彤', ['presales-agent'], ['flagship', 'outlet', 'factory']),
  person('he', '何佳', ['presales-agent'], ['outlet', 'factory']),
  person('sun', '孙岩', ['order-desk-agent'], ['*']),
  person('luo', '罗敏', ['review-care-agent'], ['flagship', 'outlet'], 5_000),
  person('fang', '方圆', ['team-lead', 'after-sales-agent'], ['*'], 10_000),
  person('zhou', '周主管', ['supervisor'], ['*'], 50_000),
  person('qian', '钱经理', ['manager'], ['*'], 200_000),
  person('zhao', '赵会计', ['finance'], ['*']),
  person('xu', '徐薪酬', ['payroll'], ['*']),
  person('cang', '仓库老何', ['warehouse'], ['*']),
  person('erp', 'ERP 对接', ['integrator'], ['*']),
];
