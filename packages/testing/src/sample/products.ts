export type SampleProduct = { sku: string; title: string; priceFen: number; weightGrams: number };

const product = (sku: string, title: string, priceFen: number, weightGrams: number): SampleProduct => ({
  sku,
  title,
  priceFen,
  weightGrams,
});

/** What the merchant sells, with the weight of one piece in grams. */
export const sampleProducts: readonly SampleProduct[] = [
  product('SCARF-RED', '羊毛围巾 酒红', 4_600, 100),
  product('SCARF-GREY', '羊毛围巾 浅灰', 4_600, 100),
  product('SHAWL-LONG', '加长披肩 驼色', 12_900, 320),
  product('SOCK-3', '纯棉中筒袜 三双装', 2_490, 90),
  product('SOCK-BABY', '婴儿地板袜 一双', 1_280, 25),
  product('TEE-WHITE', '精梳棉T恤 白', 5_900, 180),
  product('TEE-BLACK', '精梳棉T恤 黑', 5_900, 182),
  product('SHIRT-LINEN', '亚麻衬衫 本白', 15_900, 240),
  product('SWEATER-CREW', '圆领羊绒衫 燕麦', 39_900, 360),
  product('SWEATER-TURTLE', '高领毛衣 墨绿', 23_900, 420),
  product('COAT-WOOL', '双面呢大衣 驼', 89_900, 1_350),
  product('DOWN-LIGHT', '轻薄羽绒服 藏青', 45_900, 480),
  product('PANTS-CASUAL', '直筒休闲裤 卡其', 16_900, 410),
  product('PANTS-JEANS', '高腰牛仔裤 深蓝', 19_900, 560),
  product('SKIRT-PLEAT', '百褶半身裙 黑', 13_900, 300),
  product('DRESS-FLORAL', '碎花连衣裙 豆绿', 25_900, 330),
  product('PAJAMA-SET', '纯棉睡衣套装', 16_800, 450),
  product('HAT-KNIT', '针织帽 姜黄', 3_990, 85),
  product('HAT-BUCKET', '渔夫帽 米白', 5_490, 95),
  product('GLOVE-TOUCH', '触屏手套 黑', 2_990, 60),
  product('BELT-LEATHER', '头层牛皮腰带', 9_900, 190),
  product('BAG-TOTE', '帆布托特包', 6_900, 380),
  product('BAG-CROSS', '斜挎小包 焦糖', 18_900, 430),
  product('SHOE-CANVAS', '帆布鞋 38 码', 12_900, 760),
  product('SHOE-LOAFER', '乐福鞋 37 码', 26_900, 820),
  product('SLIPPER-HOME', '家居拖鞋 灰', 2_590, 240),
  product('BROOCH-LEAF', '银杏叶胸针', 2_900, 8),
  product('HAIRBAND-SILK', '真丝发圈 两只', 1_990, 12),
  product('BLANKET-NAP', '午睡毯 格纹', 8_900, 700),
  product('TOWEL-SET', '长绒棉毛巾 三条', 5_990, 330),
];
