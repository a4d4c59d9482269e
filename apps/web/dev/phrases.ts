import type { Phrase } from '@kefu/contracts';
import { uuidOf } from './random.ts';

const texts: [string, string, string][] = [
  ['开场', 'nh', '{customer}您好,我是本店客服,请问有什么可以帮您?'],
  ['开场', 'sd', '亲,稍等一下,马上帮您看。'],
  ['安抚', 'bq', '亲,给您添麻烦了,非常抱歉。您先别急,我这边马上帮您核实处理。'],
  ['少件', 'czhc', '亲,已为订单 {order} 发起称重核查:会比对包裹始发与末端的重量,有结果第一时间告诉您。'],
  ['少件', 'fhd', '麻烦您看一下包裹里的发货单:上面是否写着这件商品?外包装有没有破损?'],
  ['少件', 'dd', '快递公司正在核实包裹 {parcel} 的重量,一般 24 小时内答复,请您耐心等待。'],
  ['退款', 'tk', '退款已为您批准,财务会原路退回,一般 1–3 个工作日到账。'],
  ['补发', 'bf', '已为您安排补发,发出后会把新的运单号发给您。'],
  ['物流', 'wl', '您的包裹 {parcel} 正在运输途中,请留意签收时当面清点。'],
  ['优惠', 'yhq', '送您一张优惠券,有效期至 {coupon_until},下次下单可用。'],
  ['结束', 'zj', '感谢您的理解与支持,祝您生活愉快,有问题随时联系我们~'],
];

export const makePhrases = (shopId: string, from: number): Phrase[] =>
  texts.map(([group, shortcut, text], index) => ({
    phraseId: uuidOf(7, from + index),
    shopId,
    group,
    shortcut,
    text,
  }));
