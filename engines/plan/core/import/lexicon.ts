/**
 * The words that plans promise with. Lists are closed classes of official Chinese prose, not words of one plan; the order
 * of strengths is the register's: firm, planned, encouraged, explored.
 */

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}

/** Verbs of action that govern a deliverable. */
export const actionVerbs = words(`
  加快 推进 推动 促进 建设 建立 建好 建强 建造 新建 扩建 改建 续建 改扩建 共建 共筑 共享 共保 共促 组建 筹建 创建
  构建 构筑 搭建 兴建 修建 修编 加强 强化 增强 增加 增设 增进 扩大 扩充 拓展 拓宽 提升 提高 提质 提速 优化 完善 健全
  改善 改进 改造 改革 创新 深化 巩固 壮大 做大 做强 做优 做精 做实 做好 做细 开展 实施 实行 推行 推广 推出 落实 执行
  贯彻 遵循 遵守 统筹 整合 统一 协调 衔接 对接 融入 参与 发展 培育 培养 培训 打造 塑造 形成 营造 发挥 利用 运用 用好
  用活 制定 制订 编制 编修 出台 修订 起草 发布 公布 印发 划定 划分 明确 确定 设立 设置 成立 开通 开辟 开放 开发 开拓
  开设 开行 引进 引入 吸引 引育 招引 承接 集聚 聚焦 保护 保障 保持 保留 保存 保证 维护 守护 守住 稳定 稳住 治理 整治
  整顿 修复 恢复 防治 防范 防控 防止 防御 预防 化解 应对 处置 排查 检查 督促 督导 监测 监管 监督 考核 评估 评价 审查
  审计 控制 限制 减少 降低 压减 压缩 削减 淘汰 关停 取缔 取消 消除 破除 打破 打通 打击 清理 清退 查处 杜绝 遏制 削弱
  减轻 缓解 退出 腾退 拆除 搬迁 迁建 盘活 挖掘 激发 激活 释放 调整 调动 调节 争取 争创 抢抓 抓好 抓紧 抓住 把握 把
  坚持 突出 注重 着眼 立足 强调 办好 办理 举办 承办 筹办 配齐 配备 配置 配套 安排 部署 布局 布设 布点 选择 选派 选聘
  组织 动员 号召 普及 覆盖 延伸 贯通 连通 联通 畅通 疏通 疏浚 通达 改接 接入 纳入 并入 升级 转型 更新 转化 转移 转变
  转换 流转 支撑 服务 管理 管控 规范 规划 加大 加密 加固 加速 加宽 加深 搞好 搞活 启动 启用 投入 投产 投运 投放 安装
  铺设 敷设 架设 种植 造林 绿化 美化 亮化 净化 硬化 治沙 退耕 退牧 禁渔 禁捕 储备 储存 供应 供给 输送 调运 调度 调配
  收储 收集 收购 回收 处理 替代 置换 解决 破解 补齐 补足 补强 弥补 填补 缩小 消化 满足 适应 顺应 响应 回应 帮助 帮扶
  扶持 扶助 救助 资助 补助 补贴 奖励 减征 免除 发放 提供 供养 赡养 安置 吸纳 招收 招聘 录用 联合 联动 协作 协同 合作
  携手 交流 互通 互认 互联 研发 研制 攻关 突破 生产 制造 申报 申请 申建 推介 宣传 弘扬 传承 繁荣 丰富 活跃 展示 讲好
  树立 倡树 学习 借鉴 复制 示范 带动 引领 牵引 辐射 拉动 落地 落户 连接 串联 链接 实现 达到 完成 建成 确保 遴选 评选
  认定 命名 授予 登记 普查 调查 清查 摸清 梳理 建档 披露 报告 通报 上报 接受 履行 担负 承担 负责 牵头 配合 会同 指导
  凝聚 团结 统领 挂牌 授权 下放 赋予 简化 精简 放宽 摒弃 抵制 反对 严打 严查 严惩 严管 加力 扩面 提标 提级 提档 增绿
  节约 节水 修缮 修筑 修补 兴办 兴修 改良 改种 轮作 休耕 复垦 开垦 整理 整备 归集 归并 撤并 合并 重组 兼并 分类 分级
  划转 移交 交付 验收 竣工 通车 通航 通电 通水 并网 运营 营运 办结 兑现 支付 结算 清算 清偿 偿还 规避 避免 化害 消纳
  消减 用足 用于 拓建 深耕 深挖 夯实 筑牢 织密 扎紧 织牢 兜牢 兜住 兜底 托底 守牢 扛牢 压实 压紧 严守 严控 严格 严厉
  严防 严禁 禁止 不得 必须 不再 增值 增发 增产 增收 扩产 扩种 扩权 扩能 增投 投资 融资 筹集 筹措 募集 拨付 注入 注册
  孵化 招商 引资 引才 留住 建优 建设好 保供 保畅 保通 抢救 抢修 抢险 避险 疏散 撤离 转运 运送 输运 放大 做深 做活
  做美 做亮 做靓 擦亮 叫响 唱响 打响 打好 打赢 打牢 奋力 力促 力推 助力 助推 赋能 催生 催化 厚植 涵养 滋养 造就 汇聚
  汇集 集成 集中 嵌入 植入 融通 贯穿 渗透 植树 育林 封山育林 给予 予以 进行 组织实施 统筹推进 配建 编撰 编纂
  收治 诊治 整改 融汇 投向 倾斜 交由 放开
`);

/** Promises that bind: the outcome itself is promised. */
export const firmVerbs = words(`
  建成 完成 实现 达到 确保 严格 严守 严控 严禁 严防 严厉 禁止 不得 必须 全面推行 全面完成 全面建成 全面实现 守住 守牢 杜绝 务必 坚决 保证 投产 竣工 通车 通航 建成通车
`);

/** The main verb leaves the deed to others. */
export const encouragedVerbs = words("支持 鼓励 引导 倡导 提倡 扶持 允许 号召 激励 准许 欢迎 呼吁 动员");

/** The main verb promises to look, not to do. */
export const exploredVerbs = words(
  "探索 研究 试点 试行 试验 适时 择机 谋划 论证 试办 先行先试 摸索 探讨 探究 酝酿 开展试点",
);

/** Adverbs and fillers that stand before the governing verb. */
export const adverbs = words(`
  积极 大力 全面 进一步 深入 切实 着力 有序 稳步 扎实 持续 不断 逐步 逐渐 共同 联合 协同 合力 重点 优先 率先 科学 合理 充分 依法 坚决 抓紧 尽快 尽早 继续 稳妥 审慎 稳慎 主动 广泛 深度 高水平
  高标准 高质量 高起点 高效 因地制宜 分类 分步 分级 分批 分期 分区 分阶段 同步 定期 及时 有效 精准 更好 更加 努力 大幅 大幅度 显著 基本 初步 适度 适当 动态 集中 牢固 坚定 统筹 协调 加快 全力 奋力 力争 争取
  确实 认真 严格 严厉 普遍 常态化 规范 综合 多渠道 多方式 多形式 多举措 多措并举 分层 分类 一体 整体 系统 统一 滚动 强力 强势 快速 迅速 尽力 尽可能 原则上 每年 当年 年内 首先 其次 再次 最后 同时 此外 另外 还 并 且 又 也
  均 都 全部 一律 原则 及早 提前 如期 按期 按时 按计划 按规定 有条件 逐年 逐一 逐级 逐项 就地 就近 依托 自主 自觉 自愿 相互 互相 平等 公平 公正 公开 规模化 市场化 产业化 更 最 再 到位 彻底 从严 从快 从重 更大力度
  一是 二是 三是 四是 五是 六是 七是 八是 一要 二要 三要 四要 下大力气 千方百计 想方设法 前瞻性 前瞻 超前 有力 有力有序 有计划 有步骤 有重点 分年度 毫不动摇 始终 长期 永久 不再 只 仅 会 可 可以 需要 需 拟 计划 不断 稳定
`);

/** Words after which a name may begin: cuts unknown names out of running text. */
export const connectors = words(`
  在 对 向 由 从 至 到 与 和 及 以 将 把 为 沿 经 于 的 等 各 并 使 让 按 据 且 或 跨 非 以及 连接 位于 地处 围绕 依托 按照 根据 通过 针对 关于 包括 其中 以及 直至 直达 途经 接入 汇入 注入 流入 包含 涉及 辐射 环绕 毗邻 靠近 临近 邻近
  支持 鼓励 引导 重点 主要 主动 部分 有关 相关 其他 其它 所有 全部 若干 全省 全市 全县 全区 一批 一条 两岸 沿线 周边 境内 境外 区域 流域 上游 中游 下游 干流 支流 副中心 现有 该 本 我 是 有 了 之 公里 如 即 跟 但 而 则 因 虽 若 当 也 又 均 仍 隶属 东接 西接 南接 北接 东连 西连 南连 北连 东邻 西邻 南邻 北邻 东临 西临 南临 北临 东靠 西靠 巡 会同 居 属 往 赴 抵 达 治理
`);

/** What says that a clause tells of a state, not of a deed. */
export const statusMarks =
  /(?:^|[^的])(?:已经|已|曾|先后|取得了?|得到了?|呈现|显现|凸显|面临|存在|仍然?|尚未?|还有待|有待|仍需|不足|不够|不高|不强|不充分|不平衡|不协调|滞后|缺乏|处于|位于|地处|坐落|占全|拥有|具有|具备|属于|是指|指的是|成为了|提供了|奠定了|积累了|创造了|形成了|建成了|实现了|完成了|获得|荣获|跃居|位居|居全|迈上|跨入|步入|突破了|达到了)/u;

/** What a clause says about the worth of a thing: the sentence commits nobody. */
export const significanceMarks =
  /(?:^\s*(?:也|还|这|更|都)*(?:有利于|有助于|有益于)|(?:具有|有着|占有|居于|拥有)[^,;的]{0,24}(?:意义|作用|影响|价值|潜力|优势|条件|地位|基础)$|意义(?:重大|深远)|(?:^|[^但凡于还就只可尤正])是[^,;]{0,40}(?:要求|举措|选择|需要|途径|必由之路|关键|根本|保障|保证|重点|任务|基础|前提|抓手|支撑|部分|机遇|挑战|时期|阶段|区域|地区|产物|体现|所在|窗口期|组成|[一二三五十]+年)$|^\s*需要(?:全|各|大家|我们|社会|广大)|(?:机遇|挑战)(?:并存|与)|任重道远)/u;

/** Titles of parts of a plan that tell where one stands, not what one will do. */
export const backgroundTitles =
  /(?:背景|基础|现状|形势|机遇|挑战|环境分析|意义|回顾|成就|成效|问题|优势|条件|区位|概况|基本情况|发展历程|总结|规划依据|规划范围|规划期限|编制依据|术语|说明|background|context|introduction|where we are|challenges|evidence base|vision statement|definitions|glossary)$/iu;

/** Titles of parts that hold doctrine and positioning: what follows guides, and is promised in the parts after it. */
export const doctrineTitles = /(?:指导思想|(?:战略|发展|功能|总体|主体功能)定位)$/u;

/** Titles of parts that state what shall be reached. */
export const goalTitles = /(?:目标|指标|愿景|远景|展望|蓝图|targets?|objectives?|goals?|vision|outcomes?)/iu;

/** Titles under which everything is a task, whatever their last word. */
export const taskTitles =
  /(?:保护|治理|营造|优化|改善|完善|推进|加强|强化|提升|夯实|打造|建设|构建|创造|解决|实施|保障|任务|措施)/u;
