import type { MissingRow, SystemRow } from "../../schemas-views.ts";
import { chineseNumeral } from "./chinese-numeral.ts";
import { zhTables } from "./zh-tables.ts";

/**
 * Words of the report in Chinese: the structure and wording of an official evaluation report (评估报告), punctuation by
 * GB/T 15834-2011, numerals by GB/T 15835-2011. Sentences take numbers; they never know them.
 */
export const zh = {
  ...zhTables,
  titles: {
    report: (plan: string, final: boolean) => `《${plan}》实施情况${final ? "总结" : "中期"}评估报告`,
    coverLines: (plan: string, final: boolean) => [`《${plan}》`, `实施情况${final ? "总结" : "中期"}评估报告`],
    running: (plan: string, final: boolean) => `《${plan}》实施情况${final ? "总结" : "中期"}评估报告`,
    contents: "目 录",
    summary: "总体评价",
    conclusions: "主要结论",
    judged: "能够作出判断的承诺",
    concerns: "需要关注的问题",
    method: "评估依据和方法",
    object: "评估对象",
    dates: "两个日期",
    statuses: "进展状态的判定",
    strengths: "承诺的力度",
    scope: "口径和范围说明",
    dataSets: "数据来源与许可",
    chapters: "各章实施情况",
    chapter: (number: number, title: string) => `第${chineseNumeral(number)}章　${title}`,
    areas: "各地区实施情况",
    areasOverall: "总体分布",
    lagging: "进展滞后和未达到的承诺",
    laggingOwners: "按牵头单位",
    laggingRows: "逐条情况",
    missing: "缺少数据的承诺及应提供单位",
    missingKinds: "缺什么",
    missingOwners: "由谁提供",
    systems: "规划要求建设的协同系统",
    changes: "与上次发布的评估相比",
    next: "下一步需办理的事项",
    annexOwed: "附件1　各单位应提供的数据清单",
    annexSources: "附件2　证据引用的来源",
    annexCommitments: "附件3　全部承诺及其证据",
  },
  cover: {
    subtitle: (asOf: string) => `（评估基准日：${asOf}）`,
    issuer: "规划发布单位",
    period: "规划期",
    periodValue: (from: string, to: string) => `${from}至${to}`,
    asOf: "评估基准日",
    knownBy: "资料截止日",
    evaluation: "评估编号",
    state: "评估状态",
    published: (day: string) => `${day}发布`,
    draft: "草稿，未经审定发布",
    made: "报告生成日",
    remark:
      "本报告由 Midreach 根据承诺登记册、已公布数据和评估结果自动生成。文中数字均由登记册和证据计算得出，未补充任何没有来源的数字。",
  },
  pageWords: ["第 ", " 页　共 ", " 页"] as readonly [string, string, string],
  summary: {
    scale: (n: { total: number; measurable: number; qualitative: number; share: string }) =>
      `登记册收录规划承诺${n.total}项，其中可以用数据衡量的${n.measurable}项（占${n.share}），只能定性评议的${n.qualitative}项。`,
    judged: (n: { asOf: string; knownBy: string; judged: number; measurable: number; share: string; parts: string }) =>
      `以${n.asOf}为评估基准日，按${n.knownBy}以前公布的资料，可衡量的${n.measurable}项承诺中，能够作出判断的有${n.judged}项（占${n.share}）${n.parts === "" ? "。" : `，其中${n.parts}。`}`,
    part: (status: string, count: number) => `${status}${count}项`,
    parts: (parts: readonly string[]) => parts.join("、"),
    noData: (n: { count: number; share: string }) =>
      `其余${n.count}项（占可衡量承诺的${n.share}）缺少判断所需的数据，本报告对其进展不作评价。`,
    fewJudged: "由于能够判断的承诺不足可衡量承诺的一半，以上结果不能代表规划的总体完成情况。",
    assessed: (n: { qualitative: number; assessed: number }) =>
      n.assessed === 0
        ? `${n.qualitative}项定性承诺在基准日之前均没有评议记录。`
        : `${n.qualitative}项定性承诺中，${n.assessed}项在基准日之前有评议记录。`,
    late: (count: number) => `已达到的承诺中，有${count}项迟于期限才达到。`,
    synthetic: "部分数字是由程序生成的合成数据，不反映实际情况，附件中逐一注明“合成”。",
    draft: "本次评估尚未审定发布，本报告仅供征求意见。",
    noneJudged: "目前没有能够作出判断的承诺。",
    shown: (shown: number, total: number) => `以上列出${shown}项，共${total}项，其余见附件3。`,
    value: (value: string, target: string) => `现值${value}，目标${target}`,
    item: (id: string, text: string, status: string, detail: string) =>
      `${id}　${text}：${status}${detail === "" ? "" : `（${detail}）`}。`,
    concernMissing: (n: { figures: number; owners: number; commitments: number }) =>
      `数据缺口大。共缺${n.figures}个数据，涉及${n.owners}个应提供单位、${n.commitments}项承诺。`,
    concernMissed: (n: { missed: number; behind: number }) =>
      `有承诺没有按期实现。未达到${n.missed}项，进展滞后${n.behind}项。`,
    concernSystems: (n: { total: number; working: number; notInstalled: number }) =>
      `协同系统尚未建全。规划要求建设的${n.total}个系统中，报告生成日在本平台运行的${n.working}个，未安装的${n.notInstalled}个。`,
    concernProposed: (n: { proposed: number; total: number }) =>
      `责任分工有待确认。${n.total}项承诺中，${n.proposed}项的承担单位规划原文没有点名，登记册所列为建议。`,
    noConcern: "根据现有数据，没有发现需要特别关注的问题。",
  },
  method: {
    object: (n: { plan: string; issuer: string; from: string; to: string; total: number; chapters: number }) =>
      `本次评估的对象是${n.issuer === "" ? "" : `${n.issuer}发布的`}《${n.plan}》，规划期${n.from}至${n.to}。登记册把规划中对有关方面作出承诺的内容逐句登记为${n.total}项承诺，分布在${n.chapters}章；文字是登记册的转述，不是规划原文。承诺编号依次为章、节、段、句，一句中有多项承诺的加字母。`,
    dates: (n: { asOf: string; knownBy: string }) =>
      `评估区分两个日期：一是评估基准日（${n.asOf}），评判的是当日的状况；二是资料截止日（${n.knownBy}），只采用当日以前已经公布的资料。同一数字先后公布多次的，采用资料截止日以前最后一次公布的数值。`,
    made: (n: { createdAt: string; createdBy: string; published: string }) =>
      `本次评估于${n.createdAt}由${n.createdBy}计算${n.published === "" ? "，尚未发布" : `，${n.published}`}。`,
    statuses: (tolerance: string) =>
      `有目标值的承诺按下表判定。期限之前的应达水平按基期值到目标值的直线推算，实际走完的路程达到应走路程的${tolerance}即为进展正常。缺少的数据不影响结论的，仍作判断，并注明数值是下限。`,
    meanings: (tolerance: string) => ({
      met: "已达到目标",
      "on-track": `期限未到，已走完的路程不少于应走路程的${tolerance}`,
      behind: "期限未到，低于上述水平",
      missed: "期限已到，没有达到目标",
      "no-data": "缺少判断所需的数据",
      qualitative: "无法用数据衡量，由人评议",
    }),
    scope: {
      register: (n: { judged: number; current: number }) =>
        `本次评估依据登记册第${n.judged}版计算，本报告的承诺文字取自现行第${n.current}版；第${n.current}版新增而未经本次评估的承诺不计入。`,
      owners: (n: { named: number; proposed: number }) =>
        `承担单位由规划原文点名的${n.named}项，由登记册建议的${n.proposed}项。`,
      assumed: (count: number) =>
        `证据中有${count}个数字的来源没有注明公布日期，公布日期按登记册的规则推定，附件中以“*”标出。`,
      deadlines: (n: { stated: number; period: number; outlook: number }) =>
        `期限由规划原文写明的${n.stated}项，按规划期末计的${n.period}项，按远期展望计的${n.outlook}项。`,
      systems: (day: string) => `协同系统的运行情况是${day}的情况，不是评估基准日的情况。`,
    },
    dataSets: "登记册和数据包所用的数据来源与许可如下；证据中逐条引用的来源见附件2。",
  },
  chapters: {
    intro: "各章承诺的进展状态如下。",
    sentence: (n: { total: number; measurable: number; judged: number; noData: number; qualitative: number }) =>
      `本章登记承诺${n.total}项，可衡量的${n.measurable}项，其中能够作出判断的${n.judged}项，缺少数据的${n.noData}项；定性的${n.qualitative}项。`,
    judged: "能够作出判断的承诺：",
    opening: "节前部分",
  },
  areas: {
    intro: (n: { total: number; whole: number }) =>
      `${n.total}项承诺中，${n.whole}项针对全部城市，不计入各地区；其余按点名的省、市以及包含该市的城市组团、水域统计，一项承诺涉及多地的，各地分别计数，因此各地之和大于总数。`,
    sentence: (n: {
      name: string;
      cities: number;
      total: number;
      judged: number;
      noData: number;
      qualitative: number;
      parts: string;
    }) =>
      `${n.name}有${n.cities}个城市列入规划，涉及该省及其城市的承诺${n.total}项，其中能够作出判断的${n.judged}项${n.parts === "" ? "" : `（${n.parts}）`}，缺少数据的${n.noData}项，定性的${n.qualitative}项。`,
    partial: (names: string) => `${names}只有部分县（市、区）列入规划。`,
  },
  lagging: {
    none: "根据现有数据，没有进展滞后或未达到的承诺。缺少数据的承诺不在此列。",
    intro: (n: { behind: number; missed: number; owners: number }) =>
      `进展滞后的承诺${n.behind}项，未达到的承诺${n.missed}项，涉及${n.owners}个牵头单位（类）。由多个单位共同牵头的，分别计数。`,
  },
  missing: {
    none: "判断所需的数据齐全。",
    intro: (n: { commitments: number; figures: number; owners: number }) =>
      `有${n.commitments}项承诺因缺少数据无法判断。连同已作判断但数据不全的承诺，共缺${n.figures}个数据，应由${n.owners}个单位提供。`,
    unowned: (count: number) => `其中${count}个数据尚未明确由谁提供。`,
    top: (shown: number, total: number) =>
      `应提供数据的单位共${total}个，最多的${shown}个如下；各单位应提供的全部数据见附件1和同名电子表格。`,
    first: (label: string, waiting: number, figures: number) => `${label}：缺${figures}个数据，${waiting}项承诺等待。`,
    firstIntro: "补齐以下数据，可以使最多的承诺得到判断：",
    owed: (label: string, count: number) => (count === 1 ? label : `${label}（${count}个）`),
    others: (names: string, count: number) => `${names}等${count}种`,
    nobody: "尚未明确",
  },
  systems: {
    intro: (n: { total: number; working: number; notWorking: number; notInstalled: number; day: string }) =>
      `规划要求建设协同系统${n.total}个。${n.day}，在本平台运行的${n.working}个，已安装但未正常运行的${n.notWorking}个，未安装的${n.notInstalled}个。是否运行由各系统的自检得出；不在本平台运行的系统，本报告无从得知其建设情况。`,
    none: "规划没有要求建设协同系统。",
  },
  changes: {
    none: "没有基准日更早的已发布评估，无从比较。",
    intro: (n: { from: string; to: string; status: number; value: number }) =>
      `与基准日为${n.from}的评估相比，基准日为${n.to}的本次评估中，状态变化的承诺${n.status}项，状态未变而数值变化的${n.value}项。`,
    shown: (shown: number, total: number) => `以上列出${shown}项，共${total}项；全部变化见同名电子表格。`,
    figures: (total: number) => `两次评估所用的数据有${total}个不同，各数据的变化、原因和涉及的承诺如下：`,
    why: {
      revised: (source: string) => `已修订（${source}）`,
      new: (source: string) => `新采用（${source}）`,
      gone: (source: string) => `不再采用（${source}）`,
    },
  },
  next: {
    intro: "以下事项由评估结果直接得出：",
    supply: (n: { label: string; figures: number; waiting: number }) =>
      `补报“${n.label}”（缺${n.figures}个数据，${n.waiting}项承诺等待）。`,
    explain: (owner: string, ids: string, count: number) =>
      `请${owner}说明${count}项承诺滞后或未达到的原因和完成时间（${ids}）。`,
    assess: (count: number) => `组织对${count}项需要评议的承诺进行评议并附证据。`,
    systems: (count: number) => `安排尚未安装的${count}个协同系统的建设。`,
    confirm: (count: number) => `确认${count}项承诺的承担单位。`,
    dueSoon: (count: number, until: string) => `${count}项尚未达到的承诺将在${until}以前到期，需要提前检查。`,
    beyond: (count: number) => `${count}项承诺的期限在基准日之后，继续跟踪。`,
    none: "没有由评估结果直接得出的事项。",
    more: (ids: string, total: number) => `${ids}等${total}项`,
  },
  annex: {
    owed: "按领域排列；每个单位各缺多少、是哪些地点和时期的，见同名电子表格。",
    sources: "编号为附件3中证据所引的编号。",
    commitments:
      "“依据”一栏依次为：测量方法；所用数字（时期，来源编号）；说明；缺少的数据及应提供单位；评议。标“原文点名”的，牵头单位由规划原文点名，其余为登记册的建议。没有列出评议的定性承诺，尚无评议记录。",
    assumed: "标“*”的数字，来源没有注明公布日期，公布日期为推定。",
    measure: (text: string) => `测量：${text}`,
    input: (label: string, value: string, period: string, source: number, marks: string) =>
      `${label}${value}（${period === "" ? "" : `${period}，`}[${source}]${marks}）`,
    noValue: "无记录",
    more: (count: number) => `另有${count}个数字，见同名电子表格`,
    missing: (label: string, count: number, owner: string) =>
      `缺：${label}${count > 1 ? `等${count}个数据` : ""}${owner === "" ? "" : `，由${owner}提供`}`,
    owners: (first: string, count: number) => (count > 1 ? `${first}等${count}个单位` : first),
    qualitative: (reason: string) => `定性：${reason}`,
    assessment: (day: string, by: string, judgement: string, evidence: string) =>
      `评议（${day}，${by}）：${judgement}；证据：${evidence}`,
    late: "迟于期限达到",
    lowerBound: (value: string, known: boolean) => `${known ? "不少于" : ""}${value}（数据不全）`,
    synthetic: "，合成",
    separator: "；",
    deadline: (day: string) => `期限${day}`,
    lead: (names: string, named: boolean) => `牵头：${names}${named ? "（原文点名）" : ""}`,
    support: (names: string) => `配合：${names}`,
    value: (value: string) => `现值：${value}`,
    target: (value: string) => `目标：${value}`,
  },
  figures: {
    overall: (asOf: string) => `承诺的进展状态（${asOf}）`,
    chapters: "各章承诺的进展状态",
    cities: "各市承诺的进展状态",
    mapLagging: "各市进展滞后和未达到的承诺",
    mapMissing: "各市单位应提供而缺少的数据",
    legendLagging: "滞后和未达到（项）",
    legendMissing: "缺少的数据（个）",
    mapNote: "示意图，非标准地图",
    mapSource: (sources: string) => `示意图，非标准地图。底图来源：${sources}。`,
    altBars: (caption: string, parts: string) => `条形图：${caption}。${parts}`,
    altMap: (caption: string, parts: string) => `地图：${caption}。${parts}（示意图，非标准地图）`,
    altPart: (name: string, parts: string) => `${name}：${parts}`,
    altNone: "各市均为零",
    altJoin: (parts: readonly string[]) => `${parts.join("；")}。`,
    number: (index: number, caption: string) => `图${index}　${caption}`,
    tableNumber: (index: number, caption: string) => `表${index}　${caption}`,
  },
  evaluatedBy: {
    system: "系统",
  } as Readonly<Record<string, string>>,
  missingKinds: {
    indicator: "统计指标",
    milestone: "项目进展",
    assessment: "评议",
    engine: "测算引擎",
    system: "协同系统",
  } satisfies Record<MissingRow["kind"], string>,
  systemStates: {
    working: "运行",
    "not-working": "未正常运行",
    "not-installed": "未安装",
  } satisfies Record<SystemRow["state"], string>,
};

/** The words of a report in one language; both languages have the same. */
export type ReportTexts = typeof zh;
