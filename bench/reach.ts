import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  buildTimetable,
  type Connections,
  decodeTimetable,
  eachProfile,
  earliestArrivals,
  encodeTimetable,
  expandHorizon,
  findJourneys,
  paretoProfile,
  type Schedule,
  type Timetable,
} from "@midreach/reach";
import { type Benchmark, type BenchmarkContext, formatNumber, formatRatio, median } from "./benchmark.ts";
import { type FeedSize, generateSchedule, largeFeed, makeRandom, tenfoldFeed } from "./reach-feeds.ts";
import { type AskPeer, makePeer, type Outcome } from "./reach-peer.ts";

const date = "2016-03-15";
const matrixTargets = 300;
const maxTransfers = 7;
/** Questions of a round for us and for the peer, whose answers take long. */
const ourQuestions = 300;
const peerQuestions = 40;

interface Question {
  readonly from: string;
  readonly to: string;
  readonly departSeconds: number;
}

/** Journeys and matrices on generated feeds, beside npm's raptor-journey-planner. */
export const reach: Benchmark = {
  name: "reach",
  summary: "journeys and matrices on a generated feed and on ten times that, beside raptor-journey-planner",
  async run(context) {
    context.say("3,000 stations");
    const schedule = generateSchedule(largeFeed);
    const large = await prepare(context, largeFeed, schedule);
    const ask = await makePeer(context, schedule, date);
    const agreed = compare(large, schedule, ask);
    const rounds = Array.from({ length: context.rounds }, (_, index) => {
      context.say(`beside the peer, round ${index + 1}`);
      return timeBoth(large, agreed.questions, ask);
    });
    const ours = median(rounds.map((round) => round.ours));
    const peer = median(rounds.map((round) => round.peer));
    const rows = measure(context, large, schedule);
    context.say("30,000 stations");
    const tenfoldSchedule = generateSchedule(tenfoldFeed);
    const tenfold = await prepare(context, tenfoldFeed, tenfoldSchedule);
    const tenfoldRows = measure(context, tenfold, tenfoldSchedule);
    return {
      about: `Generated feeds of ${describe(largeFeed)} and of ten times that, one service day, one thread; milliseconds, medians.`,
      columns: ["", "3,000 stations", "30,000 stations", "cost grows"],
      rows: [
        ["one journey question, Pareto set with legs, same pairs as the peer", ours, "-", "-"],
        ["the same by raptor-journey-planner 2.2.3", peer, "-", "-"],
        ["ours against it", formatRatio(peer, ours), "-", "-"],
        ...rows.map(([name, value], index) => {
          const other = tenfoldRows[index]?.[1] ?? 0;
          return [name, value, other, formatRatio(other, value)];
        }),
      ],
      notes: [
        `Checked: arrivals and transfers of ${agreed.questions.length} of ${agreed.asked} pairs equal the peer's; on the other ${agreed.better} the peer misses journeys that arrive earlier (it never goes back to later trains of a line), and none of its journeys is better than ours. Only equal pairs are timed.`,
        `Matrix: all departures of the day from every station to ${matrixTargets} targets; peak of the process ${formatNumber(process.resourceUsage().maxRSS / 1024)} MB, everything included.`,
        "Loading: the built network read as one file and decoded, without the day's connections.",
      ],
    };
  },
};

interface Network {
  readonly timetable: Timetable;
  readonly connections: Connections;
  readonly file: string;
  readonly questions: readonly Question[];
  readonly loadMs: number;
  readonly expandMs: number;
}

function describe({ stations, lines, trainsEachWay, callsEach }: FeedSize): string {
  const trains = lines * trainsEachWay * 2;
  const text = (value: number) => value.toLocaleString("en-US");
  return `${text(stations)} stations, ${text(trains)} trains, ${text(trains * callsEach)} stop times`;
}

async function prepare(context: BenchmarkContext, size: FeedSize, schedule: Schedule): Promise<Network> {
  const file = join(context.folder, `network-${size.stations}`);
  await writeFile(file, new Uint8Array(encodeTimetable(buildTimetable(schedule))));
  const loads: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    const began = performance.now();
    decodeTimetable(await readFile(file));
    loads.push(performance.now() - began);
  }
  const timetable = decodeTimetable(await readFile(file));
  const expand = () => expandHorizon(timetable, { date, daysBefore: 0, daysAfter: 0 });
  const expands = Array.from({ length: context.rounds }, () => time(expand));
  const questions = listQuestions(schedule);
  return {
    timetable,
    connections: expand(),
    file,
    questions,
    loadMs: median(loads),
    expandMs: median(expands),
  };
}

/** Pairs of served stations with departures from 06:00 to 16:00; the same in every run. */
function listQuestions(schedule: Schedule): Question[] {
  const random = makeRandom(7);
  const served = [...new Set(schedule.trips.flatMap(({ calls }) => calls.map(({ station }) => station)))];
  const pick = () => served[Math.floor(random() * served.length)] as string;
  const questions = Array.from({ length: ourQuestions }, () => ({
    from: pick(),
    to: pick(),
    departSeconds: (360 + Math.floor(random() * 600)) * 60,
  }));
  return questions.filter(({ from, to }) => from !== to);
}

function makeEnds(timetable: Timetable, id: string) {
  return [{ station: timetable.stations.ids.indexOf(id), seconds: 0 }];
}

function ask({ timetable, connections }: Network, { from, to, departSeconds }: Question): Outcome[] {
  const ends = { origins: makeEnds(timetable, from), targets: makeEnds(timetable, to) };
  return findJourneys(connections, { ...ends, departSeconds, maxTransfers });
}

/** Our answers and the peer's on the same questions. @throws Error when the peer knows a journey that we do not beat */
function compare(network: Network, schedule: Schedule, peer: AskPeer) {
  const questions: Question[] = [];
  const asked = listQuestions(schedule).slice(0, peerQuestions);
  for (const question of asked) {
    const ours = ask(network, question);
    const theirs = peer(question.from, question.to, question.departSeconds);
    for (const one of theirs.filter(({ transfers }) => transfers <= maxTransfers)) {
      const isMatched = ours.some(
        ({ arrivalSeconds, transfers }) => arrivalSeconds <= one.arrivalSeconds && transfers <= one.transfers,
      );
      if (!isMatched) throw new Error(`The peer has a better journey from ${question.from} to ${question.to}`);
    }
    if (key(ours) === key(theirs)) questions.push(question);
  }
  return { questions, asked: asked.length, better: asked.length - questions.length };
}

function key(outcomes: readonly Outcome[]): string {
  return outcomes
    .map(({ arrivalSeconds, transfers }) => `${transfers} ${arrivalSeconds}`)
    .sort()
    .join();
}

/** Both in turn, question by question. */
function timeBoth(network: Network, questions: readonly Question[], peer: AskPeer) {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const question of questions) {
    ours.push(time(() => ask(network, question)));
    theirs.push(time(() => peer(question.from, question.to, question.departSeconds)));
  }
  return { ours: median(ours), peer: median(theirs) };
}

function measure(context: BenchmarkContext, network: Network, schedule: Schedule): [string, number][] {
  const { timetable, connections } = network;
  // Of the tenfold feed fewer questions say as much.
  const questions = connections.stationCount > 10_000 ? network.questions.slice(0, 60) : network.questions;
  const each = (work: (question: Question) => unknown) => median(questions.map((one) => time(() => work(one))));
  const served = [...new Set(schedule.trips.flatMap(({ calls }) => calls.map(({ station }) => station)))];
  const targets = served.slice(0, matrixTargets).map((id) => makeEnds(timetable, id));
  const matrixRounds = connections.stationCount > 10_000 ? 1 : context.rounds;
  const whole = (work: () => unknown) => median(Array.from({ length: matrixRounds }, () => time(work)));
  // What a network is asked first prepares what later questions share.
  for (const question of questions) ask(network, question);
  context.say("journeys");
  const window = { from: 0, to: 86_400 };
  const ends = ({ from, to }: Question) => ({ origins: makeEnds(timetable, from), targets: makeEnds(timetable, to) });
  const rows: [string, number][] = [
    ["one journey question, Pareto set with legs", each((question) => ask(network, question))],
    [
      "all Pareto journeys of a day",
      each((one) => findJourneys(connections, { ...ends(one), window, maxTransfers: 4 })),
    ],
    [
      "earliest arrivals, one to all",
      each(({ from, departSeconds }) => earliestArrivals(connections, makeEnds(timetable, from), departSeconds)),
    ],
  ];
  context.say("matrices");
  rows.push(
    [`matrix of ${matrixTargets} targets, arrival`, whole(() => eachProfile(connections, targets, 0, () => undefined))],
    [
      `matrix of ${matrixTargets} targets, arrival and transfers (up to 4)`,
      whole(() => targets.forEach((target) => void paretoProfile(connections, target, { maxTrips: 5 }))),
    ],
    ["loading the built network", network.loadMs],
    ["listing a day's connections", network.expandMs],
  );
  return rows;
}

function time(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
