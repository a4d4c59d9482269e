import { describe, expect, it } from '@jest/globals';
import { sampleColumns } from '@kefu/testing/sample';
import { missingIn, missingInAll, whatLacks } from './fields.ts';
import { nameColumns, proposeColumns, proposeMapping } from './propose.ts';

const propose = (...headers: string[]) => proposeMapping(headers.map((line) => line.split(',')));
const used = (mapping: Record<string, unknown> | undefined) =>
  Object.fromEntries(Object.entries(mapping ?? {}).filter(([, field]) => field !== ''));

const olist = {
  orders:
    'order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date',
  items: 'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value',
  payments: 'order_id,payment_sequential,payment_type,payment_installments,payment_value',
  reviews: 'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date',
  customers: 'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state',
  products: 'product_id,product_category_name,product_name_lenght,product_weight_g,product_length_cm',
};

describe('the proposed mapping', () => {
  it('says that no file holds the orders, beside what each file lacks', () => {
    const items = {
      role: 'items',
      mapping: { no: 'orderNumber', what: 'title' },
      name: 'items.csv',
    } as const;
    expect(whatLacks([items])).toBe(
      'items.csv lacks unitPrice; no file holds orders with orderNumber, placedAt, buyerId',
    );
  });

  it('recognises the roles of a set and ignores what it does not need', () => {
    const files = propose(...Object.values(olist));
    expect(files.map(({ role }) => role)).toEqual([
      'orders',
      'items',
      'payments',
      'ignore',
      'customers',
      'products',
    ]);
    expect(missingInAll(files)).toEqual([]);
    expect(used(files[0]?.mapping)).toEqual({
      order_id: 'orderNumber',
      customer_id: 'customerKey',
      order_status: 'status',
      order_purchase_timestamp: 'placedAt',
      order_approved_at: 'paidAt',
      order_delivered_carrier_date: 'dispatchedAt',
      order_delivered_customer_date: 'signedAt',
    });
    expect(used(files[1]?.mapping)).toMatchObject({
      order_item_id: 'lineId',
      price: 'unitPrice',
      freight_value: 'freight',
    });
    expect(used(files[5]?.mapping)).toMatchObject({ product_weight_g: 'weightGrams' });
  });

  it('takes the key of a customer for the buyer where no file says more', () => {
    const [orders] = propose(olist.orders, olist.items);
    expect(used(orders?.mapping)).toMatchObject({ customer_id: 'buyerId' });
  });

  it('reads the headers of a Taobao export', () => {
    const [file] = propose(
      '订单编号,买家会员名,宝贝标题,商家编码,购买数量,总金额,收货人姓名,联系手机,收货地址,物流单号,物流公司,订单创建时间,订单状态',
    );
    expect(file).toEqual({
      role: 'flat',
      mapping: {
        订单编号: 'orderNumber',
        买家会员名: 'buyerId',
        宝贝标题: 'title',
        商家编码: 'sku',
        购买数量: 'quantity',
        总金额: 'paidAmount',
        收货人姓名: 'recipientName',
        联系手机: 'recipientPhone',
        收货地址: 'recipientAddress',
        物流单号: 'waybillNumber',
        物流公司: 'carrier',
        订单创建时间: 'placedAt',
        订单状态: 'status',
      },
    });
  });

  it('reads the headers of the sample shop', () => {
    const [file] = proposeMapping([Object.keys(sampleColumns)]);
    expect(file).toEqual({ role: 'flat', mapping: sampleColumns });
  });

  it('prefers what was really paid to what was to be paid', () => {
    const [file] = propose('订单编号,总金额,买家实际支付金额(元),买家会员名,标题');
    expect(file?.mapping).toMatchObject({ '买家实际支付金额(元)': 'paidAmount', 总金额: '' });
  });

  it('takes a Taobao list of orders beside its list of goods for the orders', () => {
    const files = propose(
      '订单编号,买家会员名,总金额,宝贝标题,订单创建时间',
      '订单编号,标题,价格,购买数量,商家编码,订单状态',
    );
    expect(files.map(({ role }) => role)).toEqual(['orders', 'items']);
    expect(missingInAll(files)).toEqual([]);
  });

  it.each(['买家昵称', '下单时间', '单价'])(
    'takes goods with %s for orders, though no header names their number',
    (told) => {
      const [file] = propose(`流水,商品名称,数量,${told}`);
      expect(file?.role).toBe('flat');
      expect(used(file?.mapping)).toMatchObject({ 商品名称: 'title', 数量: 'quantity' });
      expect(missingIn(file ?? { role: 'ignore', mapping: {} }, [])).toContain('orderNumber');
    },
  );

  it('takes goods with a price beside a file of orders for a catalogue', () => {
    const files = propose('订单编号,买家会员名,订单创建时间,商家编码,单价', '商家编码,商品名称,价格,重量');
    expect(files.map(({ role }) => role)).toEqual(['flat', 'products']);
  });

  it('is made for whatever role a person gives the file', () => {
    const headers = ['商家编码', '商品名称', '单价', '重量'];
    expect(used(proposeColumns(headers, 'products', ['products']))).toEqual({
      商家编码: 'sku',
      商品名称: 'title',
      重量: 'weightGrams',
    });
    expect(used(proposeColumns(headers, 'flat', ['flat']))).toMatchObject({ 单价: 'unitPrice' });
  });

  it('knows billed weights for what they are not', () => {
    const files = propose('AWB Code,Order ID,Charged Weight,Zone', 'SKU,Weight (g),(3),(4)');
    expect(files.map(({ role }) => role)).toEqual(['ignore', 'products']);
    expect(used(files[1]?.mapping)).toEqual({ SKU: 'sku', 'Weight (g)': 'weightGrams' });
  });
});

describe('what is missing', () => {
  it('is named by its field', () => {
    const [file] = propose('订单编号,宝贝标题,购买数量,买家会员名');
    expect(missingInAll(file ? [file] : [])).toEqual(['placedAt', 'unitPrice']);
  });

  it('is everything of an order where no file holds orders', () => {
    expect(missingInAll(propose(olist.items))).toEqual(['orderNumber', 'placedAt', 'buyerId']);
  });

  it('is the buyer where their key leads nowhere', () => {
    const [file] = propose(olist.orders);
    const keyed = { role: 'orders', mapping: { ...file?.mapping, customer_id: 'customerKey' } } as const;
    expect(missingIn(keyed, [keyed])).toEqual(['buyerId']);
  });
});

describe('columns', () => {
  it('all have a name of their own', () => {
    expect(nameColumns(['SKU', 'SKU', '', ' a\nb ', ''])).toEqual(['SKU', 'SKU (2)', '(3)', 'a b', '(5)']);
  });
});
