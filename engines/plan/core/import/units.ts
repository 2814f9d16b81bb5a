/** Units that a figure may carry, and which of them may follow a Chinese numeral. */

const scaled = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百";

const measures = [
  "平方公里|平方千米|平方米|立方米|立方|公里|千米|厘米|毫米|海里|米|公顷|亩|km²|km2|km|㎡|m²|m2|m³|hm²",
  "吨标准煤|吨标煤|标准煤|吨级|吨|公斤|千克|毫克|微克|克|标准箱|TEU|标箱",
  "千瓦时|千瓦|兆瓦|瓦时|瓦|千伏安|千伏|伏|焦耳|度电|kWh|MW|GW|kV|MWh|GWh|Gbps|Mbps|G|兆",
  "美元|欧元|日元|港元|元",
  "小时|分钟|个工作日|工作日|个月|周岁|岁|周|天|秒|年一遇|年",
  "个百分点|百分点|%|‰|倍|成|升|分贝|摄氏度|℃|公升",
].join("|");

const counts =
  "车道|人次|人天|人口|人|户|名|位|家|所|座|条|项|件|个|处|台|套|辆|艘|架次|架|张|只|头|羽|株|棵|口|眼|间|栋|幢|片|块|支|次|起|例|篇|部|册|门|种|类|款|班次|班|列|对|标段|宗|笔|床|孔|桩|根|组|期|场|级|轮|批次|区|县|镇|乡|村|市|国|省";

const denominators =
  "万人|千人|百人|人|万元|亿元|元|平方公里|平方米|立方米|公里|公顷|亩|吨|日|天|小时|秒|年|月|周|升|户|个|百户|次|架次";

/** An Arabic figure may carry any of these. */
export const arabicUnit = new RegExp(
  `^(?:${scaled})?(?:${measures}|${counts})(?:\\/(?:${denominators})(?:[·.](?:${denominators}))?)?`,
  "u",
);

/** A magnitude alone: `30万`. */
export const bareMagnitude = new RegExp(`^(?:${scaled})(?![\\p{Script=Han}])`, "u");

/** A Chinese numeral is a figure only with a unit of measure, or with a magnitude and a unit. */
export const chineseMeasure = new RegExp(`^(?:(?:万亿|亿|万)(?:${measures}|${counts})|${measures})`, "u");

/** …or with a classifier, from two upwards: `三个` counts, `一个` is an article. */
export const chineseCount = /^(?:车道|个工作日|个|座|条|项|所|家|处|件|台|套|张|户|种|艘|架|对|列)/u;

/** Names, ordinals and grades that look like a figure with a unit. */
export const noUnitAfter: ReadonlyMap<string, RegExp> = new Map([
  ["年", /^(?:年)(?:行动|攻坚|计划|规划|禁渔|禁捕|纲要|方案|[底末初中终度]|来|代|级|前(?!后)|期|\d)/u],
  ["岁", /^岁(?:及?以[上下]|以内)?(?=\p{Script=Han})(?!左右)/u],
  ["级", /^级/u],
  ["区", /^区(?!县)/u],
  ["市", /^市(?!县)/u],
  ["位", /^位/u],
  ["期", /^期(?:工程|项目|建设)/u],
  ["G", /^G(?![bB])/u],
  ["批次", /^批次/u],
  ["成", /^成(?!以上|左右|以下)/u],
  ["类", /^类(?!以上)/u],
  ["对", /^对(?:一|接|口|应)/u],
  ["国", /^国/u],
  ["省", /^省(?:通办|联)/u],
]);
