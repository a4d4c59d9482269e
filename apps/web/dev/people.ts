import type { AnswerOf, Principal, Role } from '@kefu/contracts';

const person = (id: string, name: string, roles: Role[], shops: string[], refundFen = 0): Principal => ({
  id,
  name,
  kind: 'person',
  roles,
  shops,
  limits: { refundFen },
});

/** Everyone signs in with their id and any password but `wrong`. */
export const people: Principal[] = [
  person('lin', '林晓', ['after-sales-agent'], ['flagship', 'home', 'outlet'], 5_000),
  person('zhou', '周敏', ['presales-agent', 'after-sales-agent'], ['flagship'], 5_000),
  person('wu', '吴迪', ['order-desk-agent'], ['home'], 0),
  person('alexandra', 'Alexandra Konstantinopoulou-Fernández', ['team-lead'], ['*'], 20_000),
  person('chen', '陈主管', ['supervisor'], ['*'], 100_000),
  person('zhao', '赵会计', ['finance'], ['*']),
  person('qian', '钱薪酬', ['payroll'], ['*']),
  person('sun', '孙对接', ['integrator', 'administrator'], ['*']),
];

export const shops: AnswerOf<'gateway.listShops'>['items'] = [
  {
    shopId: 'flagship',
    name: '云裳旗舰店',
    platform: 'tmall',
    type: 'flagship',
    zone: 'Asia/Shanghai',
    state: 'open',
  },
  {
    shopId: 'home',
    name: '云裳家居专营店',
    platform: 'jd',
    type: 'multi-brand',
    zone: 'Asia/Shanghai',
    state: 'open',
  },
  {
    shopId: 'outlet',
    name: '云裳工厂店(1688)',
    platform: '1688',
    type: '1688',
    zone: 'Asia/Shanghai',
    state: 'open',
  },
];
