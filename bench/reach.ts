import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readRegionPack } from "@midreach/kernel/region";
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
  readReachPack,
  type Schedule,
  type Timetable,
  type Trip,
} from "@midreach/reach";
import { type Benchmark, type BenchmarkContext, formatNumber, formatRatio, median } from "./benchmark.ts";
import { type FeedSize, generateSchedule, largeFeed, makeRandom, tenfoldFeed } from "./reach-feeds.ts";
import { type AskPeer, makePeer, type Outcome } from "./reach-peer.ts";
import { regionName } from "./servers.ts";

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

/** Journeys and matrices, beside npm's raptor-journey-planner. */
export const reach: Benchmark = {
  name: "reach",
  summary: "journeys and matrices on the region's feeds and generated ones, beside raptor-journey-planner",
  async run(context) {
    const region = await readRegionPack(join(context.root, "regions", regionName));
    const rows: (string | number)[][] = [];
    const notes: string[] = [];
    for (const schedule of readReachPack(region).schedules) {
      await add({ context, rows, notes }, `feed ${schedule.id}`, schedule);
    }
    await add({ context, rows, notes }, "generated", generateSchedule(largeFeed));
    const peak = formatNumber(process.resourceUsage().maxRSS / 1024);
    await add({ context, rows, notes }, "tenfold", generateSchedule(tenfoldFeed), false);
    return {
      about: `The region's feeds, a generated one of ${describe(largeFeed)}, and ten times that; one service day, one thread, milliseconds, medians.`,
      columns: [
        "feed",
        "journeys",
        "peer",
        "against peer",
        "journeys of a day",
        "one to all",
        `${matrixTargets} targets`,
        "with transfers",
        "load",
        "list a day",
      ],
      rows,
      notes: [
        ...notes,
        `Journeys: one question from station to station at a time of departure, Pareto set with legs, up to ${maxTransfers} changes; beside the peer the same pairs are asked in turn, and only those whose answers are equal are timed.`,
        `Targets: earliest arrival for all departures of the day from every station; with transfers: by up to 4 of them. Peak of the process before the tenfold feed, peer included: ${peak} MB.`,
        "Load: the built network read as one file and decoded. List a day: its connections, sorted.",
        "Changes take no time and there are no ways between stations, because the peer counts them otherwise.",
      ],
    };
  },
};

interface Book {
  readonly context: BenchmarkContext;
  readonly rows: (string | number)[][];
  readonly notes: string[];
}

/** One row: ours beside the peer's, and what else is asked. */
async function add({ context, rows, notes }: Book, name: string, given: Schedule, hasPeer = true): Promise<void> {
  context.say(name);
  const stations = given.stations.map((station) => ({ ...station, changeSeconds: 0 }));
  const schedule = { ...given, stations, transfers: [] };
  const network = await prepare(context, schedule);
  // What a network is asked first prepares what later questions share.
  for (const question of network.questions) ask(network, question);
  const own = measure(context, network);
  if (!hasPeer) {
    rows.push([name, own.journeys, "-", "-", ...own.others]);
    return;
  }
  const peer = await makePeer(context, network.trips, schedule.coverage.measureOn);
  const agreed = compare(network, peer);
  const rounds = Array.from({ length: context.rounds }, () => timeBoth(network, agreed.questions, peer));
  const ours = median(rounds.map((round) => round.ours));
  const theirs = median(rounds.map((round) => round.peer));
  rows.push([name, ours, theirs, formatRatio(theirs, ours), ...own.others]);
  notes.push(
    `Checked, ${name}: arrivals and transfers of ${agreed.questions.length} of ${agreed.asked} pairs equal the peer's; on the others ours are better; nowhere are they worse.`,
  );
}

interface Network {
  readonly timetable: Timetable;
  readonly connections: Connections;
  /** Trips of the day. */
  readonly trips: readonly Trip[];
  readonly questions: readonly Question[];
  readonly loadMs: number;
  readonly expandMs: number;
}

function describe({ stations, lines, trainsEachWay, callsEach }: FeedSize): string {
  const trains = lines * trainsEachWay * 2;
  const text = (value: number) => value.toLocaleString("en-US");
  return `${text(stations)} stations, ${text(trains)} trains, ${text(trains * callsEach)} stop times`;
}

async function prepare(context: BenchmarkContext, schedule: Schedule): Promise<Network> {
  const file = join(context.folder, "network");
  await writeFile(file, new Uint8Array(encodeTimetable(buildTimetable(schedule))));
  const loads: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    const began = performance.now();
    decodeTimetable(await readFile(file));
    loads.push(performance.now() - began);
  }
  const timetable = decodeTimetable(await readFile(file));
  const date = schedule.coverage.measureOn;
  const expand = () => expandHorizon(timetable, { date, daysBefore: 0, daysAfter: 0 });
  const expands = Array.from({ length: context.rounds }, () => time(expand));
  const connections = expand();
  const running = new Set([...connections.runs.trip].filter((_, run) => connections.runs.day[run] === 0));
  const trips = schedule.trips.filter((_, index) => running.has(index));
  return {
    timetable,
    connections,
    trips,
    questions: listQuestions(trips),
    loadMs: median(loads),
    expandMs: median(expands),
  };
}

/** Pairs of served stations with departures from 06:00 to 16:00; the same in every run. */
function listQuestions(trips: readonly Trip[]): Question[] {
  const random = makeRandom(7);
  const served = listServed(trips);
  const pick = () => served[Math.floor(random() * served.length)] as string;
  const questions = Array.from({ length: ourQuestions }, () => ({
    from: pick(),
    to: pick(),
    departSeconds: (360 + Math.floor(random() * 600)) * 60,
  }));
  return questions.filter(({ from, to }) => from !== to);
}

function listServed(trips: readonly Trip[]): string[] {
  return [...new Set(trips.flatMap(({ calls }) => calls.map(({ station }) => station)))];
}

function makeEnds(timetable: Timetable, id: string) {
  return [{ station: timetable.stations.ids.indexOf(id), seconds: 0 }];
}

function ask({ timetable, connections }: Network, { from, to, departSeconds }: Question): Outcome[] {
  const ends = { origins: makeEnds(timetable, from), targets: makeEnds(timetable, to) };
  return findJourneys(connections, { ...ends, departSeconds, maxTransfers });
}

/** Our answers and the peer's on the same questions. @throws Error when the peer knows a journey that we do not beat */
function compare(network: Network, peer: AskPeer) {
  const questions: Question[] = [];
  const asked = network.questions.slice(0, peerQuestions);
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

/** What is asked of us alone. */
function measure(context: BenchmarkContext, network: Network) {
  const { timetable, connections } = network;
  // Of the tenfold feed fewer questions and rounds say as much.
  const isTenfold = connections.stationCount > 10_000;
  const questions = isTenfold ? network.questions.slice(0, 60) : network.questions;
  const each = (work: (question: Question) => unknown) => median(questions.map((one) => time(() => work(one))));
  const rounds = isTenfold ? 1 : context.rounds;
  const whole = (work: () => unknown) => median(Array.from({ length: rounds }, () => time(work)));
  const targets = listServed(network.trips)
    .slice(0, matrixTargets)
    .map((id) => makeEnds(timetable, id));
  const window = { from: 0, to: 86_400 };
  const ends = ({ from, to }: Question) => ({ origins: makeEnds(timetable, from), targets: makeEnds(timetable, to) });
  return {
    journeys: each((question) => ask(network, question)),
    others: [
      each((one) => findJourneys(connections, { ...ends(one), window })),
      each(({ from, departSeconds }) => earliestArrivals(connections, makeEnds(timetable, from), departSeconds)),
      whole(() => eachProfile(connections, targets, 0, () => undefined)),
      whole(() => {
        for (const target of targets) paretoProfile(connections, target, { maxTrips: 5 });
      }),
      network.loadMs,
      network.expandMs,
    ],
  };
}

function time(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
