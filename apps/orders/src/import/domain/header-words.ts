import type { ImportField } from '@kefu/contracts';

const words = (chinese: string, english: string): string[] =>
  `${chinese} | ${english}`.split('|').map((word) => word.trim());

/** Headers of the exports of Taobao, Tmall, JD, Pinduoduo, of English shops and of Olist; the most telling first. */
export const headerWords: Record<ImportField, readonly string[]> = {
  orderNumber: words(
    '订单编号 | 主订单编号 | 订单号 | 父订单号 | 交易编号 | 交易号 | 平台订单号 | 原始单号',
    'order number | order no | order id | extern order no | order sn | order',
  ),
  lineId: words(
    '子订单编号 | 子订单号 | 订单行号 | 行号',
    'line id | line number | line | order item id | payment sequential',
  ),
  buyerId: words(
    '买家会员名 | 买家昵称 | 买家旺旺号 | 买家账号 | 买家 | 会员名 | 会员昵称 | 用户账号 | 下单账号 | 用户名 | 客户昵称',
    'customer unique id | buyer id | buyer nick | buyer | user id | user name | customer',
  ),
  customerKey: words('客户编号 | 会员编号 | 客户id', 'customer key | customer id | customer no'),
  status: words('订单状态 | 交易状态 | 状态', 'order status | status'),
  placedAt: words(
    '订单创建时间 | 下单时间 | 创建时间 | 拍下时间 | 订单时间 | 成交时间 | 订购时间',
    'order purchase timestamp | placed at | order time | order date | created at | created | date',
  ),
  paidAt: words(
    '订单付款时间 | 付款时间 | 支付时间 | 付款确认时间',
    'order approved at | paid at | payment time | payment date',
  ),
  dispatchedAt: words(
    '发货时间 | 出库时间',
    'order delivered carrier date | dispatched at | shipped at | ship date | dispatch time',
  ),
  signedAt: words(
    '签收时间 | 确认收货时间 | 收货时间 | 订单完成时间',
    'order delivered customer date | signed at | delivered at | delivery date',
  ),
  sku: words(
    '商家编码 | 外部系统编号 | sku编码 | 规格编码 | 商品编码 | 货号 | 商品id | 商品编号 | 宝贝id',
    'sku | sku id | product id | item no | product code',
  ),
  title: words(
    '宝贝标题 | 商品标题 | 商品名称 | 宝贝名称 | 标题 | 品名',
    'title | product name | product | item name | product category name',
  ),
  quantity: words(
    '购买数量 | 商品数量 | 宝贝数量 | 订购数量 | 数量 | 宝贝总数量 | 件数',
    'quantity | qty | order qty',
  ),
  unitPrice: words('商品单价 | 宝贝单价 | 单价 | 价格 | 销售单价 | 商品价格 | 京东价', 'unit price | price'),
  freight: words(
    '买家应付邮费 | 邮费 | 运费 | 快递费 | 运费金额',
    'freight | freight value | shipping fee | shipping | postage',
  ),
  paidAmount: words(
    '买家实际支付金额 | 买家实付金额 | 实付金额 | 实付款 | 实收款 | 实际支付金额 | 支付金额 | 结算金额 | 应付金额 | 总金额 | 订单金额 | 金额',
    'paid amount | paid | payment value | amount paid | total amount | amount | total',
  ),
  weightGrams: words(
    '商品重量 | 单件重量 | 单件重量克 | 重量 | 克重 | 重量克 | 商品重量克 | 重量g',
    'weight grams | product weight g | weight g | weight',
  ),
  packagingGrams: words(
    '包装重量 | 包材重量 | 包装重量克',
    'packaging grams | packaging weight | packaging weight g',
  ),
  recipientName: words(
    '收货人姓名 | 收货人 | 收件人 | 收件人姓名 | 客户姓名',
    'recipient name | recipient | receiver | receiver name | consignee',
  ),
  recipientPhone: words(
    '联系手机 | 收货人手机 | 收件人手机 | 手机号码 | 手机 | 手机号 | 联系电话 | 收货人电话 | 电话',
    'recipient phone | phone | mobile | receiver phone',
  ),
  recipientAddress: words(
    '收货地址 | 收货人地址 | 收件地址 | 收件人地址 | 详细地址 | 地址',
    'recipient address | address | shipping address',
  ),
  carrier: words('物流公司 | 快递公司 | 承运商 | 配送方式', 'carrier | shipping company | courier'),
  waybillNumber: words(
    '物流单号 | 运单号 | 快递单号 | 运单编号 | 运单号码',
    'waybill number | waybill | tracking number | awb code | awb',
  ),
};

/** Headers are compared without case, spaces, the brackets around a unit, and the currency in them. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\((?:元|yuan|cny|rmb)\)/g, '')
    .replaceAll(/[\s_\-()[\]{}.:/]+/g, '');
