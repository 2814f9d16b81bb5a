/**
 * How names of places end that no gazetteer holds. `stem` is how many characters may stand before the ending, `common`
 * are everyday words that end the same way; `needsEvidence` endings are so common that one mention is not enough.
 */
export interface NameEnding {
  readonly kind: string;
  /** Sticky: tried only where `anyEnding` matches. */
  readonly pattern: RegExp;
  readonly stem: readonly [number, number];
  readonly common: RegExp;
  readonly needsEvidence: boolean;
}

function ending(
  kind: string,
  pattern: RegExp,
  stem: readonly [number, number],
  common: string,
  needsEvidence = false,
): NameEnding {
  return { kind, pattern, stem, common: new RegExp(`(?:${common.replaceAll(" ", "|")})$`, "u"), needsEvidence };
}

/** Where one of the endings may stand. */
export const anyEnding = /[港湖江河溪县省市区镇乡山]|机场|水库|运河|自治[州县旗区]/gu;

const counted = "等 个 各 全 本 我 该 每 一 两 二 三 四 五 六 七 八 九 十 几 某 诸 多";

export const nameEndings: readonly NameEnding[] = [
  ending("airport", /机场(?!群)/uy, [2, 8], `枢纽 支线 干线 国际 通用 运输 民用 军用 新建 区域 新 型 类 ${counted}`),
  ending(
    "reservoir",
    /水库(?![区群])/uy,
    [2, 4],
    `大型 中型 小型 中小型 病险 备用 调蓄 骨干 重点 平原 山塘 座 级 型 类 险 口 ${counted}`,
  ),
  ending(
    "port",
    /港(?![口区航务澳湾城珠])/uy,
    [2, 4],
    `空 海 陆 内河 外 母 主要 商 疏 进 出 国际 信息 数字 无水 邮轮 渔 枢纽 沿海 沿江 离 到 香 进出 临 深水 大 小 型 类 湘 粤 ${counted}`,
  ),
  ending(
    "lake",
    /湖(?![泊滨岸边面乡镇县市村街]|区域)/uy,
    [1, 3],
    `江 河 环 沿 滨 临 入 通 大 小 城 还 林田 田 围 内 水 座 出 数据 退 ${counted}`,
  ),
  ending(
    "river",
    /(?:江|河|溪)(?!流(?!域)|[湖道段长岸海堤口边库谷系川床乡镇县市区村街])/uy,
    [1, 4],
    `沿 跨 过 内 入 中小 小 大 干 支 运 滨 临 出 通 环 护城 主 条 重点 骨干 引 调 黑臭 界 治 清 拥 山 城市 国际 湖 江 河 穿 越 巡 护 挖 拓 ${counted}`,
  ),
  ending("canal", /运河/uy, [2, 4], `大 建 条 ${counted}`),
  ending("prefecture", /(?:自治州|自治县|自治旗|自治区)/uy, [2, 9], `民族 ${counted}`),
  ending("county", /县(?![城级乡市区委际长直道内]|域(?!经济))/uy, [1, 3], countyWords()),
  ending(
    "province",
    /省(?![级内外际委厅会直去力时地钱电工心事略油煤]|辖)/uy,
    [2, 3],
    `邻 跨 双 出 节 沿海 大 强 试点 兄弟 省 ${counted}`,
  ),
  ending(
    "prefecture",
    /市(?![场民政容县级直际镇委占属内长外值]|区(?![,,、。;;等])|域(?!副))/uy,
    [2, 3],
    cityWords(),
    true,
  ),
  ending("district", /区(?![域位间别县块划分内级])/uy, [2, 2], districtWords(), true),
  ending(
    "town",
    /镇(?![区域村静痛江海级])/uy,
    [2, 3],
    `城 乡 村 小 集 重 市 建制 特色 中心 重点 强 名 古 示范 卫星 工业 农业 旅游 试点 边 口岸 ${counted}`,
    true,
  ),
  ending(
    "town",
    /乡(?![村镇土亲愁音情贤级])/uy,
    [2, 3],
    `城 下 返 家 故 水 老 回 他 进 离 山 民族 贫困 归 同 侨 入 兴 ${counted}`,
    true,
  ),
  ending(
    "mountain",
    /山(?![区体林地洪东西丘坡塘村火脉岳上下乡镇县市街]|水)/uy,
    [2, 3],
    `矿 荒 火 青 雪 登 江 河 靠 假 封 开 沿 环 深 远 高 大 小 林 名 进 上 下 出 后 前 座 牧 光 漠 绿 百 千 生态 秃 ${counted}`,
    true,
  ),
];

function countyWords(): string {
  return `市 省 区 贫困 重点 试点 示范 大 强 脱贫 摘帽 跨 产粮 市辖 城 乡 附 农业 山区 生态 边境 民族 产油 调出 田园 富民 美丽 幸福 ${counted}`;
}

function cityWords(): string {
  return `城 省 县 地级 超 上 门 夜 都 集 早 股 楼 车 房 中小 大 设区 座 直辖 副省级 单列 试点 示范 中心 资源型 沿海 沿江 内陆 毗邻 周边 节点 省辖 外 内 智慧 海绵 县级 入 退 罢 跨 中等 特大 花 菜 立 强 兴 富 活 美 惠 治 靓 ${counted}`;
}

function districtWords(): string {
  return `保税 开发 功能 示范 核心 集聚 保护 试验 先行 经济 合作 实验 产业 管理 工业 商务 高新 自贸 无人 缓冲 水源 涵养 覆盖 主产 市辖 中心 老城 新城 丘陵 平原 沿海 沿江 流域 重点 生态 旅游 度假 风景 名胜 生产 生活 居住 控制 限制 禁止 优先 适宜 敏感 脆弱 污染 超载 缺水 灌溉 蓄洪 滞洪 分洪 蓄滞 行洪 采煤 沉陷 塌陷 农业 牧业 渔业 林业 养殖 种植 物流 港口 机场 临港 临空 空港 科技 创新 创业 文化 文教 行政 政务 金融 民族 革命 贫困 边境 边远 偏远 高寒 多发 易发 高发 频发 危险 隔离 服务 拓展 引领 承接 转移 协同 融合 一体 统筹 联动 首善 样板 引导 培育 连片 特困 棚户 城中 老旧 街道 住宅 综合 特别 特殊 自治 限养 禁养 禁捕 增殖 分布 聚居 受水 供水 调水 县市 市县 全域 省级 市级 国家 级 原苏 老 新 山 牧 林 库 矿 湖 景 园 社 片 城 市 地 灾 港 校 特 小 街 农 郊 疫 厂 军 战 ${counted}`;
}
