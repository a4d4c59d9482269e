import type { PublicEvent } from '@kefu/contracts';

export type CaseEvent = Extract<PublicEvent, { type: `returns.${string}` }>;
export type Line = { text: string; visibleTo: 'everyone' | 'agents' };

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
const grams = (weight: number | null): string => (weight === null ? '无' : `${weight} g`);
const toAgents = (text: string): Line => ({ text, visibleTo: 'agents' });
const toEveryone = (text: string): Line => ({ text, visibleTo: 'everyone' });

const verdicts = {
  'lost-in-transit': '途中丢失',
  'short-packed': '仓库少发',
  'claim-unsupported': '称重不支持少件,请人工判断',
  inconclusive: '称重无法判断,请人工判断',
} as const;

const steps = {
  'carrier-asked': '我们已请快递公司核对包裹的称重记录,24 小时内再向您反馈进展。',
  'carrier-chased-24h': '快递公司还没有答复,我们已再次催促,请您再等一等。',
  'carrier-chased-48h': '快递公司仍未答复,我们又催促了一次,会一直跟进到有结果。',
  'supervisor-told-72h': '您的问题已升级给主管处理,我们会尽快给您答复。',
} as const;

const outcomes = {
  // The approval has told it already.
  refunded: undefined,
  reshipped: undefined,
  // A person may decline whatever the scales said, so the line claims nothing about them.
  declined:
    '经人工核对,暂时无法为您退款或补发。如您不认可,可以在这里补充说明,或在订单页申请平台介入,我们会提供全部记录配合处理。',
} as const;

/** What a conversation shows of its case; nothing for facts that concern neither customer nor agent. */
export const lineOf = ({ type, data }: CaseEvent): Line | undefined => {
  switch (type) {
    case 'returns.case-opened.v1':
      return toAgents(`已登记售后单:少件 × ${data.quantity}`);
    case 'returns.weight-check-started.v1':
      return toEveryone('已为您发起称重核查:我们会核对包裹在揽收和派送时的重量,有结果马上告诉您。');
    case 'returns.weight-check-progressed.v1':
      return toEveryone(steps[data.step]);
    case 'returns.verdict-reached.v1': {
      const { originGrams, lastGrams, manual } = data.weights;
      const mark = manual ? ',含人工录入' : '';
      return toAgents(
        `称重结果:${verdicts[data.verdict]}(揽收 ${grams(originGrams)},末站 ${grams(lastGrams)}${mark})`,
      );
    }
    case 'returns.verdict-reopened.v1':
      return toAgents(`称重数据有更正:原结论“${verdicts[data.was]}”需要人工复核`);
    case 'returns.refund-approval-requested.v1':
      return toAgents(`退款 ${yuan(data.amountFen)} 超出权限 ${yuan(data.limitFen)},已提交主管审批`);
    case 'returns.refund-approved.v1':
      return toEveryone(`已为您通过退款 ${yuan(data.amountFen)},款项将原路退回,请留意到账。`);
    case 'returns.reshipment-approved.v1':
      return toEveryone('已为您安排补发,发出后会告诉您运单号。');
    case 'returns.refund-paid.v1':
      return toEveryone(`退款 ${yuan(data.amountFen)} 已打出,到账时间以支付渠道为准。`);
    case 'returns.warehouse-complaint-recorded.v1':
      return toAgents('已向仓库登记少发投诉');
    case 'returns.case-resolved.v1': {
      const text = outcomes[data.outcome];
      return text === undefined ? undefined : toEveryone(text);
    }
  }
};
