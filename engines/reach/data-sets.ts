import type { Text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { type CatalogueEntry, getEntry, uncoveredReason } from "./catalogue.ts";
import { toSeconds } from "./clock.ts";
import type { Network } from "./networks.ts";
import { type ChosenScenario, chooseScenario } from "./scenario-choice.ts";
import type { DataSet, ReachSettings } from "./schemas.ts";
import type { ReachService } from "./service.ts";
import { findSettings } from "./settings.ts";

/** What an address says about the timetable to ask. */
export interface DataSetQuestion {
  readonly feed?: string | undefined;
  readonly scenario?: string | undefined;
  readonly date?: string | undefined;
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  /** Minutes. */
  readonly threshold?: number | undefined;
}

/** A timetable on a day, ready to be asked. */
export interface ChosenDataSet {
  readonly entry: CatalogueEntry;
  readonly network: Network;
  readonly scenario: ChosenScenario | null;
  readonly date: string;
  readonly window: { readonly start: number; readonly end: number };
  readonly thresholdSeconds: number;
  readonly settings: ReachSettings;
  /** As answered. */
  readonly view: DataSet;
  /** Why nothing is known about that day; undefined when the feed describes it. */
  readonly dayless: Text | undefined;
}

/**
 * Finds the timetable that a question means, builds its network if need be, and says what stands beside the answer.
 * @throws Problem `resource.not-found` for a feed or scenario that is not there, `request.invalid`
 */
export async function chooseDataSet(
  service: ReachService,
  actor: Actor,
  asked: DataSetQuestion,
  given: {
    readonly settings?: ReachSettings;
    readonly scenario?: ChosenScenario | undefined;
    /** The feed, when it has been looked up already. */
    readonly entry?: CatalogueEntry;
  } = {},
): Promise<ChosenDataSet> {
  const named = asked.scenario === undefined ? null : await chooseScenario(service, actor, asked.scenario);
  const scenario = given.scenario ?? named;
  const entry = given.entry ?? (await getEntry(service, asked.feed ?? scenario?.feed));
  if (scenario && scenario.feed !== entry.feed.id) throw foreignScenario(scenario, entry.feed.id);
  const settings = given.settings ?? (await findSettings(service));
  const network = await service.networks.get({
    supply: entry.supply,
    modifications: scenario?.modifications ?? [],
    changeSeconds: settings.changeMinutes * 60,
  });
  const date = asked.date ?? entry.feed.coverage.measureOn;
  const { windowStart = "00:00", windowEnd = "24:00", threshold = 120 } = asked;
  const window = { start: toSeconds(windowStart), end: toSeconds(windowEnd) };
  checkWindow(window);
  const dayless = findDayless(entry, date);
  return {
    entry,
    network,
    scenario,
    date,
    window,
    thresholdSeconds: threshold * 60,
    settings,
    dayless,
    view: {
      feed: entry.feed.id,
      title: entry.feed.title,
      origin: entry.feed.origin,
      scenario: scenario && {
        id: scenario.id,
        name: scenario.name,
        modifications: scenario.modifications.length,
      },
      date,
      window: { start: windowStart, end: windowEnd },
      thresholdMinutes: threshold,
      settings,
      source: entry.feed.source,
      notes: listNotes(entry, dayless),
    },
  };
}

function foreignScenario(scenario: ChosenScenario, feed: string): Problem {
  return new Problem("request.invalid", {
    zh: `情景“${scenario.name}”以时刻表“${scenario.feed}”为基础,不能用于“${feed}”。`,
    en: `The scenario "${scenario.name}" changes the timetable "${scenario.feed}"; it cannot be asked of "${feed}".`,
  });
}

function checkWindow({ start, end }: { readonly start: number; readonly end: number }): void {
  if (start < end && end - start <= 86_400) return;
  throw new Problem("request.invalid", {
    zh: "出发时段的终点须晚于起点,且不超过24小时。次日零点以后写作25:00等。",
    en: "The window has to end after its start, within 24 hours. Write times after midnight as 25:00 and so on.",
  });
}

function findDayless({ feed }: CatalogueEntry, date: string): Text | undefined {
  const { start, end } = feed.coverage;
  if (date >= start && date <= end) return undefined;
  return {
    zh: `“${feed.title.zh}”只描述${start}至${end},不含${date}`,
    en: `"${feed.title.en}" describes ${start} to ${end}; ${date} lies outside`,
  };
}

function listNotes({ feed }: CatalogueEntry, dayless: Text | undefined): Text[] {
  const notes: Text[] = dayless ? [dayless] : [];
  if (feed.coverage.note) notes.push(feed.coverage.note);
  if (feed.noData.length > 0) {
    const names = (language: "zh" | "en", separator: string) =>
      feed.noData.map(({ name }) => name[language]).join(separator);
    notes.push({
      zh: `没有数据的城市:${names("zh", "、")}。没有数据不等于不能到达。`,
      en: `Cities without data: ${names("en", ", ")}. No data does not mean out of reach.`,
    });
  }
  return notes;
}

/** Why a data set says nothing about a city; undefined when it does. */
export function findNoData({ entry, network, dayless }: ChosenDataSet, place: string | null): Text | undefined {
  if (dayless) return dayless;
  // What lies outside the region is asked for by its station, which the feed has.
  if (place === null || network.timetable.coverage.places.includes(place)) return undefined;
  return uncoveredReason(entry.feed.title);
}
