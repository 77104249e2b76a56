/** Names of ethnic groups other than Han. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Hui given names of Arabic and Persian origin, common among the old, in the local spelling. */
export const huiReligiousNames = {
  male: words(`尔萨 穆萨 哈三 胡赛 伊斯哈 伊布 苏莱曼 优素福 主麻 古拜 亥比 曼苏尔 哈麦 尔布 阿里 木沙 达吾 一卜 舍木 拜克
    尤苏 哈比 尔利 而德 麦尔旦 色力 克里木 努海 者麻`),
  female:
    words(`法图麦 法土麦 阿依舍 海迪彻 索菲 麦燕 麦热 尕西木 哈力麦 阿米乃 色里麦 宰乃 白给 艾舍 则那 海车 古力 麦姐
    色姐 法麦 哈格 米燕`),
} as const;

/** Mongol names stand alone, without surname. */
export const mongolNames = {
  male: words(`巴特尔 朝鲁 苏和 布和 哈斯 宝音 阿古拉 呼和 满达 额尔敦 那顺 乌力吉 吉日嘎拉 斯琴巴图 巴雅尔 毕力格 达来 敖其尔
    特木尔 格日勒图`),
  female:
    words(`其木格 乌云 萨仁 娜仁 苏日娜 乌兰 高娃 托娅 乌日娜 斯琴 娜仁花 萨日娜 阿拉坦花 格日乐 乌云其木格 其其格
    通拉嘎 阿茹娜 塔娜 哈斯高娃`),
} as const;

/** Uyghur: own name · father's name. */
export const uyghurNames = {
  male: words(`阿卜杜拉 买买提 艾合买提 吾甫尔 亚森 图尔贡 艾力 库尔班 玉素甫 阿不力孜 依明 穆太力甫 努尔麦麦提 艾尼瓦尔 卡迪尔
    木拉提 帕尔哈提 塔依尔`),
  female:
    words(`古丽娜尔 阿依古丽 帕提古丽 热依汗 阿米娜 祖丽菲亚 茹仙古丽 布维阿依夏 努尔比亚 麦尔哈巴 迪丽努尔 古再丽努尔
    阿丽亚 坎拜尔`),
} as const;

/** Kazakh: own name · father's name. */
export const kazakhNames = {
  male: words('叶尔肯 努尔兰 赛力克 阿依登 胡安德克 木拉提别克 叶尔兰 哈力别克 巴合提 吐尔逊别克'),
  female: words('阿依努尔 古丽扎提 加娜尔 巴合提古丽 沙吾列 阿勒腾古丽 哈丽玛 叶尔克古丽'),
} as const;

/** Tibetan: two parts, sometimes set apart by the separator. */
export const tibetanNames = {
  male: words('扎西 次仁 多吉 索南 丹增 平措 旦增 顿珠 洛桑 格桑 尼玛 达瓦 贡布 才让 嘉措'),
  female: words('卓玛 央金 拉姆 德吉 白玛 梅朵 曲珍 措姆 仁青 拉毛 格桑 次仁 达娃 桑吉'),
} as const;

/** Latin names of foreign spouses, as in passports. */
export const foreignNames = {
  male: words('HUSSAIN KHALID IBRAHIM OMAR TARIQ YUSUF'),
  female: words('NGUYEN TRAN FATIMA AISHA AMINA ZAINAB'),
} as const;
