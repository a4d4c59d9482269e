import type { Conversation, Message } from '@kefu/contracts';
import { shops } from './people.ts';
import { uuidOf, type Random } from './random.ts';

type Customer = { customerId: string; customerName: string; anonymous: boolean };

const openings = [
  '你好,在吗',
  '收到了,但是少了一条围巾!订单里明明写着两条的',
  '什么时候发货',
  '这个颜色和图片不一样啊',
  '我的快递三天没动了,是不是丢了?单号我发你一下,麻烦帮我催一下好吗,家里等着用,谢谢了',
  '可以开发票吗',
  'Hello, one of the two scarves is missing from my parcel, could you please check it for me?',
] as const;
const replies = [
  '亲,马上帮您看',
  '麻烦您看一下发货单上有没有写这件商品',
  '好的,请稍等',
  '已经帮您登记了',
] as const;
const more = ['好的', '发货单上写了的,包装是好的', '那要多久?', '嗯嗯', '😀'] as const;

const waits = [3, 9, 14, 17, 22, 26, 29, 38, 75, 400] as const;

/** One conversation with what was said; the first ten wait for an answer. */
export const makeTalk = (random: Random, number: number, customer: Customer) => {
  const conversationId = uuidOf(1, number);
  const isWaiting = number < 14 || number >= 43;
  const waitedMs = (waits[number % waits.length] ?? 60) * 1_000;
  const count = number === 3 ? 160 : 4 + random.below(14);
  const now = Date.now();
  const said: Message[] = Array.from({ length: count }, (_, index) => {
    const sequence = index + 1;
    const isLast = sequence === count;
    const fromCustomer = isLast ? isWaiting : index % 2 === 0;
    const at =
      isLast && isWaiting
        ? now - waitedMs
        : now - (count - index) * 35_000 - (index < 2 ? 86_400_000 : 0) - waitedMs;
    return {
      messageId: uuidOf(2, number * 1_000 + index),
      conversationId,
      sequence,
      from: fromCustomer ? 'customer' : 'agent',
      senderId: fromCustomer ? customer.customerId : 'lin',
      text:
        index === 0
          ? (openings[number % openings.length] ?? '在吗')
          : fromCustomer
            ? random.pick(more)
            : random.pick(replies),
      link: null,
      visibleTo: 'everyone',
      at: new Date(at).toISOString(),
    };
  });
  const last = said[said.length - 1];
  const conversation: Conversation = {
    conversationId,
    shopId: shops[number % shops.length]?.shopId ?? 'flagship',
    ...customer,
    state: number >= 43 ? 'waiting' : 'open',
    agentId: number >= 43 ? null : 'lin',
    lastSequence: count,
    lastText: last?.text ?? null,
    lastFrom: last?.from === 'customer' ? 'customer' : 'agent',
    waitingSince: isWaiting ? (last?.at ?? null) : null,
    firstResponseMs: number % 3 === 0 ? null : 9_200,
    startedAt: said[0]?.at ?? new Date(now).toISOString(),
    updatedAt: last?.at ?? new Date(now).toISOString(),
  };
  return { conversation, said };
};
