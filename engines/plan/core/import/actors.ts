import type { FoundPlace } from "./found-place.ts";
import { actionVerbs, adverbs, encouragedVerbs, exploredVerbs } from "./lexicon.ts";
import { type Finding, toHalfWidth } from "./text.ts";
import { WordSet } from "./words.ts";

/** A body that the sentence names as acting or responsible. */
export interface FoundActor extends Finding {
  readonly name: string;
}

/** What names of public bodies end in. */
const ending =
  /人民政府(?:办公[厅室])?|政府(?:办公[厅室])?|管委会|管理委员会|委员会|发展改革委|发展和改革委|发改委|国资委|卫生健康委|卫健委|联席会议办公室|联席会议|领导小组办公室|领导小组|指挥部|办公室|专责小组|工作专班|部门|有关方面|有关单位|各地(?!区)|各级(?!人民|政府|党委)|各单位|各乡镇(?!人民|政府|党委)|街道办事处|街道办|行业协会|法院|检察院|有限公司|集团公司|集团|公司|厅|局|部(?![门分署位长队件级])|委(?![员托办派会])/gu;

const notABody =
  /^(?:性|债|和社会|采购|购买|投资|治理|信息|引导|主导|职能|绩效|间|作用|管理|服务|决策|资金|网站|补贴|部门间|联动|与|、企业|,企业|、个人|举债)/u;
const acts =
  /^(?:等(?:部门|单位)?)?(?:要|应|须|必须|负责|牵头|会同|配合|组织|研究|按照?|依据|依法|具体|切实|共同|联合|将|可|制定|每年|定期|统筹|指导|承担|建立|加强|加快|抓紧|根据|适时|协助|协同|作为|报告|抓好|做好|履行|优先|,|;|。|\)|$)/u;
const partners = /^(?:、|和|与|及|以及|会同|等)/u;
const responsibility =
  /(?:责任单位|牵头单位|牵头部门|责任部门|配合单位|实施主体|责任主体|主管单位|牵头|负责单位)\s*(?:[:为是]|:)\s*([^。;)]+)/gu;
const boundaries = new WordSet([...actionVerbs, ...adverbs, ...encouragedVerbs, ...exploredVerbs]);
const abstractNames = /^(?:有关政府|企业集团|公司集团|大公司|俱乐部)$/u;
const everydayEnding =
  /(?:[格布全大开棋变结僵破]局|[全内外东西南北中总干支]部|港务集团|企业集团|航运集团|采购集团|大公司)$/u;

/** Bodies named as acting or responsible, written out: 江西、湖北省人民政府 are two. */
export function findActors(sentence: string, places: readonly FoundPlace[]): FoundActor[] {
  const text = toHalfWidth(sentence);
  const found: FoundActor[] = [];
  for (const match of text.matchAll(responsibility)) {
    const list = match[1] ?? "";
    addResponsible(found, text, match.index + match[0].length - list.length, list);
  }
  for (const actor of governing(sentence, text, places)) found.push(actor);
  const bodies = findBodies(text);
  for (const [index, body] of bodies.entries()) {
    if (found.some((actor) => actor.start < body.end && body.start < actor.end)) continue;
    const rule = roleOf(text, body, bodies[index + 1]);
    if (rule === undefined) continue;
    const prefix = sharedPrefix(text, body, bodies[index - 1]);
    found.push(...sharers(text, body, places, rule), {
      ...body,
      rule,
      name: prefix + sentence.slice(body.start, body.end),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 甲省、乙市作为责任主体,要…: provinces and cities themselves act. */
function governing(sentence: string, text: string, places: readonly FoundPlace[]): FoundActor[] {
  const acting =
    /(?:^|[,;。])((?:\p{Script=Han}{2,8}[省市县区州][、和与]?)+)(?=要|应|须|负责|牵头|作为[^,;]{0,40}主体)/gu;
  const found: FoundActor[] = [];
  for (const match of text.matchAll(acting)) {
    const from = match.index + match[0].length - (match[1] ?? "").length;
    for (const { start, end } of places) {
      if (start >= from && end <= from + (match[1] ?? "").length && /[省市县区州]$/u.test(text.slice(start, end))) {
        found.push({ start, end, rule: "actor:place", name: sentence.slice(start, end) });
      }
    }
  }
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function findBodies(text: string): Span[] {
  const bodies: Span[] = [];
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].length;
    if (notABody.test(text.slice(end)) || (bodies.at(-1)?.end ?? 0) > match.index) continue;
    // A single character ends many words: a mark, a modal or a verb must follow it.
    if (match[0].length === 1 && !startsPredicate(text, end)) continue;
    const start = bodyStart(text, match.index, bodies.at(-1)?.end ?? 0);
    const name = text.slice(start, end);
    if (name.length < 3 || name.length > 24 || abstractNames.test(name) || everydayEnding.test(name)) continue;
    bodies.push({ start, end });
  }
  return bodies;
}

function startsPredicate(text: string, position: number): boolean {
  const next = text.slice(position, position + 8);
  return (
    next === "" ||
    /^[、,;。:)和与等要应须将会对把从在向按负牵每]/u.test(next) ||
    boundaries.findAt(next, 0) !== undefined
  );
}

/** The name begins after a mark, a preposition or a verb: 由市水利局 is 市水利局. */
function bodyStart(text: string, ending: number, from: number): number {
  let start = ending;
  while (start > from && ending - start < 20 && /[\p{Script=Han}]/u.test(text[start - 1] ?? "")) start -= 1;
  // 各县(市、区)人民政府 is one body.
  const bracket = /\p{Script=Han}{1,8}\([\p{Script=Han}、]{1,6}\)$/u.exec(text.slice(from, start));
  if (bracket) start -= bracket[0].length;
  const lead = /^(?:由|会同|与|和|及|以及|向|经|报|适时会同|协调|督促|对|请|为|给|把|将|在|等)/u;
  for (let match = lead.exec(text.slice(start, ending)); match; match = lead.exec(text.slice(start, ending))) {
    start += match[0].length;
  }
  for (
    let verb = leadingVerb(text, start);
    verb !== undefined && start + verb.length < ending - 1;
    verb = leadingVerb(text, start)
  ) {
    start += verb.length;
  }
  for (let index = start + 1; index < ending; index += 1) {
    const connector = /^(?:由|会同|和|与|及|向|报)/u.exec(text.slice(index, ending));
    // 发展和改革 and 农业和农村 are one name.
    if (connector && !/^和(?:改革|农村|信息|社会|城乡|规划|旅游|草原|健康|计划)/u.test(text.slice(index))) {
      index += connector[0].length - 1;
      start = index + 1;
      continue;
    }
    const verb = boundaries.findAt(text, index);
    if (verb && /^(?:要求|督促|建立|完善|加强|支持|推动|组建|成立|强化|发挥|授权|设立)$/u.test(verb))
      start = index + verb.length;
  }
  return start;
}

/** 发展改革委 begins with its own name, 形成环境保护部门 with a verb. */
function leadingVerb(text: string, start: number): string | undefined {
  const verb = boundaries.findAt(text, start);
  return verb !== undefined &&
    !/^(?:发展|改革|监督|监管|交通|审计|统计|管理|规划|建设|服务|组织|宣传|开发|应急|教育|生态|保障|综合|执法)/u.test(
      verb,
    )
    ? verb
    : undefined;
}

/** Why a body counts as acting: it opens a clause and does something, follows 由 or 会同, or leads a list that does. */
function roleOf(text: string, body: Span, next: Span | undefined): string | undefined {
  const before = text.slice(Math.max(0, body.start - 8), body.start);
  const after = text.slice(body.end, body.end + 8);
  if (/(?:由|会同|报经?|请|报请)$/u.test(before)) return "actor:by";
  if (/向$/u.test(before) && /^(?:报告|汇报|申报|备案)/u.test(after)) return "actor:reported-to";
  const opens = body.start === 0 || /[,;。:、()]\s*$|(?:和|与|及|以及|会同)$/u.test(before);
  // 推动口岸管理部门信息互换: the body acts in what is promised.
  if (/(?:推动|要求|督促|协调|授权)$/u.test(before) && boundaries.findAt(after, 0) === undefined) return "actor:pivot";
  if (!opens) return undefined;
  const predicate = after.replace(/^等(?:部门|单位)?/u, "");
  if (acts.test(after) && !/^[,;。)]/u.test(after)) return "actor:subject";
  if (/^是[^,;]{0,12}(?:主体|单位|机关)/u.test(text.slice(body.end, body.end + 20))) return "actor:subject";
  if (/^(?:在|对|把|将|从)/u.test(predicate) || boundaries.findAt(predicate, 0) !== undefined) return "actor:subject";
  // In a list, the last one shows whether the list acts.
  if (partners.test(after) && next !== undefined && next.start - body.end <= 3)
    return roleOf(text, next, undefined) && "actor:list";
  return undefined;
}

/** 两县公安局、司法局: the second body has the first one's prefix. */
function sharedPrefix(text: string, body: Span, previous: Span | undefined): string {
  if (!previous || text.slice(previous.end, body.start) !== "、") return "";
  const prefix = /^(?:两|各|[三四五]) ?[省市县区]/u.exec(text.slice(previous.start, previous.end))?.[0] ?? "";
  return /^(?:[省市县区两各]|\p{Script=Han}{2,}[省市县区])/u.test(text.slice(body.start, body.end)) ? "" : prefix;
}

/** 江西、湖北、湖南省人民政府: the places before the last one share its ending. */
function sharers(text: string, body: Span, places: readonly FoundPlace[], rule: string): FoundActor[] {
  const name = text.slice(body.start, body.end);
  const own = places.find((place) => place.start === body.start);
  if (!own) return [];
  const tail = text.slice(own.end, body.end);
  const share = /^(?:省|市|县|区)?/u.exec(text.slice(own.start, own.end).slice(own.name.length))?.[0] ?? "";
  const found: FoundActor[] = [];
  let edge = body.start;
  for (let place = endingAt(places, text, edge); place; place = endingAt(places, text, edge)) {
    found.unshift({ start: place.start, end: place.end, rule, name: place.name + share + tail });
    edge = place.start;
  }
  return name.length > 3 ? found : [];
}

function endingAt(places: readonly FoundPlace[], text: string, edge: number): FoundPlace | undefined {
  if (!/[、和与]/u.test(text[edge - 1] ?? "")) return undefined;
  return places.find((place) => place.end === edge - 1);
}

function addResponsible(found: FoundActor[], text: string, start: number, list: string): void {
  let position = start;
  for (const part of list.split(/[、,]/u)) {
    const name = part.replace(/等$/u, "").trim();
    const at = text.indexOf(part, position);
    position = at + part.length;
    // 甲市、乙市人民政府: what stands last holds for the cities before it.
    const isUnit = /[省市县区州]$/u.test(name) && /[省市县区州](?:人民)?政府$/u.test(list);
    const full = isUnit ? `${name}${/(?:人民)?政府$/u.exec(list)?.[0] ?? ""}` : name;
    if (full.length >= 2 && full.length <= 24)
      found.push({ start: at, end: at + part.length, rule: "actor:responsible", name: full });
  }
}
