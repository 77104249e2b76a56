import { pickWeighted, type RandomStream, weightedTable } from '../random.ts';
import type { VillagePlan } from './city-plan.ts';
import type { EntityKind } from './credit-code.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Sections of GB/T 4754-2017 with the words that stand in the names of such businesses. */
const TRADES: readonly { section: string; weight: number; trades: readonly string[] }[] = [
  { section: 'A', weight: 8, trades: words('农业开发 牧业 种植 苗木 冷凉蔬菜 马铃薯种薯') },
  { section: 'C', weight: 12, trades: words('食品 淀粉 建材 服饰 包装 农机 粮油 清真食品') },
  { section: 'E', weight: 13, trades: words('建筑工程 装饰工程 市政工程 水利工程 劳务') },
  { section: 'F', weight: 26, trades: words('商贸 百货 五金 医药 汽车销售 农资 超市') },
  { section: 'G', weight: 8, trades: words('物流 运输 货运 客运 快递') },
  { section: 'H', weight: 10, trades: words('餐饮 酒店 宾馆 餐饮管理') },
  { section: 'I', weight: 4, trades: words('信息科技 网络科技 软件') },
  { section: 'K', weight: 4, trades: words('物业服务 房地产开发') },
  { section: 'L', weight: 6, trades: words('人力资源 广告 商务服务') },
  { section: 'O', weight: 6, trades: words('家政服务 美容 汽车维修 洗涤') },
  { section: 'P', weight: 3, trades: words('教育培训 托育') },
];
const SECTIONS = weightedTable(TRADES.map((trade) => [trade, trade.weight] as const));

const BRANDS_FIRST = [...'鑫瑞盛宏恒泰金德兴永顺华博润丰源嘉天佳诚安祥万隆众荣'];
const BRANDS_LAST = [...'达源泰丰鑫盛隆昌和通安信诚宇顺茂发利祥康捷海川'];
const BODIES = {
  PUBLIC_INSTITUTION:
    words(`第一小学 第二小学 中学 第三中学 幼儿园 中心卫生院 人民医院 妇幼保健院 疾病预防控制中心 图书馆
    文化馆 农业技术推广中心 水利工作站 林业工作站 公路管理段 职业技术学校 社会福利院 畜牧技术服务中心`),
  STATE_ORGAN:
    words(`人民政府办公室 财政局 教育局 农业农村局 民政局 交通运输局 自然资源局 司法局 审计局 统计局 水务局 林业和草原局
    退役军人事务局 应急管理局 市场监督管理局`),
} as const;

/** Section letter of the industry. */
export function industryOf(random: RandomStream, kind: EntityKind): string {
  if (kind === 'STATE_ORGAN') return 'S';
  if (kind === 'PUBLIC_INSTITUTION') return random.chance(0.6) ? 'P' : 'Q';
  return kind === 'COOPERATIVE' ? 'A' : pickWeighted(random, SECTIONS).section;
}

/** A name as the registers write it; two units may share one, only the code is unique. */
export function unitName(
  random: RandomStream,
  kind: EntityKind,
  village: VillagePlan,
  section: string,
): string {
  const county = village.countyName.replace(/[区县市]$/, '');
  if (kind === 'PUBLIC_INSTITUTION' || kind === 'STATE_ORGAN') {
    const isLocal = kind === 'PUBLIC_INSTITUTION' && random.chance(0.5);
    return (isLocal ? village.townName : village.countyName) + random.pick(BODIES[kind]);
  }
  const brand =
    random.pick(BRANDS_FIRST) +
    random.pick(BRANDS_LAST) +
    (random.chance(0.3) ? random.pick(BRANDS_LAST) : '');
  const trade = random.pick(TRADES.find((candidate) => candidate.section === section)?.trades ?? ['商贸']);
  if (kind === 'COOPERATIVE') return `${village.countyName}${brand}${trade}农民专业合作社`;
  if (kind === 'SOLE_TRADER') return `${village.countyName}${brand}${trade}店`;
  return `${random.chance(0.5) ? village.countyName : county}${brand}${trade}有限公司`;
}

const SHOPS =
  words(`小吃店 牛肉面馆 清真餐厅 便利店 日用百货店 五金店 理发店 服装店 水果店 粮油店 手机店 汽修部 建材经营部
  早餐店 烟酒店 农资店 药店 馒头坊 裁缝铺 电动车行`);

/** Name of a trader's own shop. */
export function shopName(random: RandomStream, village: VillagePlan, owner: string): string {
  const sign = random.chance(0.4)
    ? `${owner.slice(0, 1)}记`
    : random.pick(BRANDS_FIRST) + random.pick(BRANDS_LAST);
  return village.countyName + sign + random.pick(SHOPS);
}
