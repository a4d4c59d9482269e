import type { ShopSite } from '../../sample/shop-site.ts';

type Shop = ShopSite['shops'][number];

const escaped = (text: string): string =>
  text.replaceAll(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  body { font: 16px/1.7 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif; max-width: 760px; margin: 32px auto; padding: 0 16px; color: #1d2129; }
  a { color: #1f5fbf; } li { margin: 4px 0; } small { color: #5c6470; }
</style>
<h1>${escaped(title)}</h1>
${body}
</html>`;

const buyerLine = (shopId: string, { buyerId, name, orderNumber }: Shop['buyers'][number]): string =>
  `<li><a href="/${shopId}?buyer=${encodeURIComponent(buyerId)}">${escaped(name)}</a> <small>${escaped(buyerId)},最近订单 ${escaped(orderNumber)}</small></li>`;

/** Choose whom to be: the sample's buyers, or nobody in particular. */
export const frontPage = ({ shops }: ShopSite): string =>
  page(
    '示例店铺:选择一位买家,打开右下角的客服窗口',
    shops
      .map(
        ({ shopId, name, buyers }) =>
          `<h2>${escaped(name)}</h2><ul>${buyers.map((buyer) => buyerLine(shopId, buyer)).join('')}<li><a href="/${shopId}">匿名访客</a></li></ul>`,
      )
      .join(''),
  );

type Visit = {
  gatewayUrl: string;
  buyer: string | undefined;
  token: string | undefined;
  /** The widget's; the page itself is a Chinese shop's. */
  language: string;
};

/** A shop's page as its buyer sees it, with the widget in it; without a token the visitor is anonymous. */
export const shopPage = (shop: Shop, { gatewayUrl, buyer, token, language }: Visit): string =>
  page(
    shop.name,
    `<p>${buyer === undefined ? '您正在匿名浏览。' : `您已登录为 <b>${escaped(buyer)}</b>。`}点右下角的“客服”开始咨询。</p>
<p><a href="/">换一位买家</a></p>
<script src="${escaped(gatewayUrl)}/widget/embed.js" data-shop="${escaped(shop.shopId)}" data-token="${escaped(token ?? '')}" data-lang="${escaped(language)}"></script>`,
  );
