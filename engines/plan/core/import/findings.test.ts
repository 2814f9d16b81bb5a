import { describe, expect, it } from "vitest";
import { findActors } from "./actors.ts";
import { findDeadlines } from "./deadlines.ts";
import { Gazetteer } from "./gazetteer.ts";
import { learnPlaces } from "./learn-places.ts";
import { findPlaces } from "./places.ts";
import { findProjects } from "./projects.ts";
import { findQuantities } from "./quantities.ts";
import { findSystems, profilesOf } from "./systems.ts";

function quantitiesOf(sentence: string): string[] {
  return findQuantities(sentence, 2026).map(
    ({ comparator, value, upper, unit }) => `${comparator} ${value}${upper === null ? "" : `–${upper}`} ${unit}`,
  );
}

describe("quantities", () => {
  it.each([
    ["覆盖20万人口以上城市。", [">= 20 万人"]],
    ["普及率达到９６％以上，漏损率控制在10%以内。", [">= 96 %", "<= 10 %"]],
    ["产值突破4000亿元，企业超过120家。", ["> 4000 亿元", "> 120 家"]],
    ["接待游客1,200万人次左右，约60人。", ["about 1200 万人次", "about 60 人"]],
    ["年产值达到50亿至60亿元，用时1—2小时。", ["range 50–60 亿元", "range 1–2 小时"]],
    ["能耗下降13%，新增学位4.5万个，占比提高3个百分点。", ["growth 13 %", "growth 4.5 万个", "growth 3 个百分点"]],
    ["形成两小时物流圈，信息15分钟内互通。", ["<= 2 小时", "<= 15 分钟"]],
    ["建成110千伏变电站3座。", ["= 110 千伏", "= 3 座"]],
    ["浓度控制在30微克/立方米以内，生产率提高到18万元/人。", ["<= 30 微克/立方米", "= 18 万元/人"]],
    ["防洪标准提高到50年一遇，三年内完成。", ["= 50 年一遇", "<= 3 年"]],
    ["比重由2020年的57.3%提高到60%。", ["= 60 %"]],
    ["用水总量：2025年2.31亿立方米，2030年2.4亿立方米以内。", ["<= 2.4 亿立方米"]],
    ["占比达到百分之六十五以上。", [">= 65 %"]],
  ])("%s", (sentence, expected) => {
    expect(quantitiesOf(sentence)).toEqual(expected);
  });

  it.each([
    "到2030年基本建成。",
    "落实“两横三纵”“一票通”和三同时制度。",
    "实施第三方治理，推进二次创业，创建5A级景区。",
    "根据国发〔2012〕43号文件，建设一批若干项目。",
    "开展三年行动计划，五年新增就业，一年四季供水。",
  ])("finds none in %s", (sentence) => {
    expect(quantitiesOf(sentence)).toEqual([]);
  });
});

describe("deadlines", () => {
  it.each([
    ["到2030年建成。", ["2030-12-31"]],
    ["2028年底前完成，2030年前达峰。", ["2028-12-31", "2030-12-31"]],
    ["2027年6月底前建成，2028年2月完工。", ["2027-06-30", "2028-02-29"]],
    ["2026—2030年分期建设。", ["2030-12-31"]],
    ["“十五五”末达标，“十六五”期间扩面。", ["2030-12-31", "2035-12-31"]],
    ["力争2029年上半年通车，2026年第三季度末前完成。", ["2026-09-30", "2029-06-30"]],
    ["到二〇三〇年，达到九成。", ["2030-12-31"]],
  ])("%s", (sentence, expected) => {
    expect(
      findDeadlines(sentence, "zh", 2026)
        .map(({ date }) => date)
        .sort(),
    ).toEqual(expected);
  });

  it.each([
    "2025年实现增长6%。",
    "自2026年7月1日起施行。",
    "落实《某规划（2021—2035年）》和政发〔2026〕12号文件。",
    "衔接2035年远景目标。",
  ])("finds none in %s", (sentence) => {
    expect(findDeadlines(sentence, "zh", 2026)).toEqual([]);
  });

  it("reads English dates", () => {
    const dates = (text: string): string[] => findDeadlines(text, "en", 2026).map(({ date }) => date);
    expect(dates("Open it by 31 March 2028 and the rest by June 2029.")).toEqual(["2028-03-31", "2029-06-30"]);
    expect(dates("Halve it no later than the end of 2030; it rose in 2019.")).toEqual(["2030-12-31"]);
  });
});

describe("places", () => {
  const base = new Gazetteer([
    { code: "510000", kind: "province", name: "四川省" },
    { code: "410100", kind: "prefecture", name: "郑州", isOwn: true },
    { code: "410200", kind: "prefecture", name: "开封", isOwn: true },
    { code: "410300", kind: "prefecture", name: "洛阳", isOwn: true },
    { code: "group", kind: "group", name: "郑开洛", members: ["410100", "410200", "410300"], isOwn: true },
    { code: "410122", kind: "county", name: "中牟县" },
    { code: "450329", kind: "county", name: "资源县" },
    { code: "river-yellow", kind: "river", name: "黄河", isOwn: true },
    { code: null, kind: "country", name: "海地" },
  ]);
  const placesOf = (sentence: string, texts: readonly string[] = [], omit: readonly string[] = []): string[] =>
    findPlaces(sentence, { gazetteer: learnPlaces([sentence, ...texts], base), omit, cities: base.cities }).map(
      ({ name }) => name,
    );

  it("drops endings, keeps districts, ports and airports whole, and writes abbreviations out", () => {
    expect(placesOf("推进郑州市、洛阳合作。")).toEqual(["郑州", "洛阳"]);
    expect(placesOf("扩建郑州新郑国际机场和洛阳港。")).toEqual(["郑州新郑国际机场", "洛阳港"]);
    expect(placesOf("推动郑开洛融合，加快(开)封洛(阳)城际建设。")).toEqual(["郑州", "开封", "洛阳", "开封", "洛阳"]);
    expect(placesOf("推进郑开一体化。")).toEqual(["郑州", "开封"]);
    expect(placesOf("建设郑洛都市圈，治理黄河流域。")).toEqual(["郑州", "洛阳", "黄河"]);
    expect(placesOf("打造晋陕边界合作区。")).toEqual(["山西", "陕西"]);
  });

  it("believes a short name that is a common word only beside other places", () => {
    expect(placesOf("整合资源，保护资源。")).toEqual([]);
    expect(placesOf("支持郑州、资源、中牟等县发展。")).toEqual(["郑州", "资源", "中牟"]);
    expect(placesOf("承接沿海地区产业。")).toEqual([]);
  });

  it("learns names from their endings and knows them short elsewhere", () => {
    const texts = ["甲源县位于丙川省丁岩市，有戊溪、己庚水库。", "建设辛柳镇和壬石乡。", "辛柳镇已有产业。"];
    expect(placesOf("治理甲源境内的戊溪，扩建己庚水库。", texts)).toEqual(["甲源", "戊溪", "己庚水库"]);
    expect(placesOf("支持辛柳镇发展。", texts)).toEqual(["辛柳镇"]);
    expect(placesOf("临甲合作。", ["临壬、甲源(以下简称“临甲”)要合作。"])).toEqual(["临壬", "甲源"]);
  });

  it("takes no everyday word for a place", () => {
    expect(placesOf("建设城市、城镇、园区、社区和美丽乡村，服务全市各县区，保护青山、江河湖泊。")).toEqual([]);
    expect(placesOf("完善港口和机场，开拓国际市场，发展节能产业。")).toEqual([]);
  });

  it("leaves out the plan's own area but not a reach of its river", () => {
    expect(placesOf("推动黄河下游协同，治理黄河下游干流。", [], ["黄河下游"])).toEqual(["黄河"]);
  });
});

describe("actors", () => {
  const actorsOf = (sentence: string): string[] => findActors(sentence, []).map(({ name }) => name);

  it("finds who acts, and writes shared parts out", () => {
    expect(actorsOf("由市水利局牵头，县发展改革局、县财政局配合。")).toEqual(["市水利局", "县发展改革局", "县财政局"]);
    expect(actorsOf("两县公安局、司法局共同设立警务室。")).toEqual(["两县公安局", "两县司法局"]);
    expect(actorsOf("发展改革委会同有关部门加强评估。")).toEqual(["发展改革委", "有关部门"]);
    expect(actorsOf("(责任单位：省交通运输厅、甲市、乙市人民政府)")).toEqual([
      "省交通运输厅",
      "甲市人民政府",
      "乙市人民政府",
    ]);
  });

  it("takes no layout, situation or market for a body", () => {
    expect(actorsOf("优化空间布局，应对大变局，规范政府投资和企业集团行为。")).toEqual([]);
  });
});

describe("projects and systems", () => {
  it("names works that carry a place, and none that are only described", () => {
    const places = [{ start: 4, end: 6, rule: "", name: "甲源", code: null }];
    expect(findProjects("加快建设甲源水系治理工程。", places).map(({ name }) => name)).toEqual(["甲源水系治理工程"]);
    expect(findProjects("适时建设一批大中型水利工程。", [])).toEqual([]);
  });

  it("tells an ordered system by the words of its title", () => {
    const profiles = profilesOf([{ id: "flood", title: "雨情汛情监测系统" }]);
    expect(findSystems("共建雨情、汛情监测预报平台。", "1.1.1.1", profiles).map(({ id }) => id)).toEqual(["flood"]);
    expect(findSystems("加强汛情通报。", "1.1.1.1", profiles)).toEqual([]);
  });
});
