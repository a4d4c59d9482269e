const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  formats.set(currency, made);
  return made;
};

/** Fen (1/100 of the currency) as people write it: ¥1,234.50. */
export const money = (fen: number, currency = 'CNY'): string => formatOf(currency).format(fen / 100);

/** What a clerk typed, in fen; undefined when it is no amount with at most two decimals. */
export const fenOf = (typed: string): number | undefined => {
  const plain = typed
    .trim()
    .replace(/^[¥￥]/, '')
    .replaceAll(/[,，\s]/g, '');
  const match = /^(\d{1,10})(?:[.。](\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
};
