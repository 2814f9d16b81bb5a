import type { Services } from "@midreach/kernel/http";
import { createHttpApp, publicActor } from "@midreach/kernel/http";
import pino from "pino";
import { apiTags, listRoutes } from "../api.ts";
import type { ImportSentence, ImportSettings, Reviewed } from "../import/schemas.ts";
import { officeActor } from "../rounds/testing.ts";
import { planServiceOf } from "../service.ts";

/** An answer of the routes, read. */
export interface PlansAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly text: string;
}

/** Asks one way or the other: through an app in the same process, or over the network. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<PlansAnswer>;

/** Asks all routes of the plan engine as `public`, or as a member of the office by name. */
export function createPlansClient(services: Services) {
  const app = createHttpApp({
    routes: listRoutes(planServiceOf(services)),
    authoriser: services.authoriser,
    findActor: async ({ headers }) => {
      const name = headers.get("x-actor") ?? "public";
      return name === "public" ? publicActor : { ...officeActor, accountId: `account-${name}`, name };
    },
    log: pino({ level: "silent" }),
    openApi: { title: "test", version: "0", description: "", tags: apiTags },
    checkResponses: true,
  });
  return (as: string): Ask =>
    async (method, path, body) => {
      const isText = typeof body === "string";
      const answer = await app.request(`http://plan.test${path}`, {
        method,
        headers: {
          "x-actor": as,
          "accept-language": "en",
          ...(body === undefined ? {} : { "content-type": isText ? "application/octet-stream" : "application/json" }),
        },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get("content-type") ?? "");
      return { status: answer.status, json: isJson ? JSON.parse(text) : undefined, text };
    };
}

/**
 * Imports a plan, decides every sentence as a hasty reviewer would, and completes the review: what the importer takes
 * for commitments is restated as printed (the texts of tests are fictional), what the region has no indicator for is
 * qualitative.
 * @returns the import's id
 */
export async function importReviewed(
  ask: Ask,
  name: string,
  content: string,
  about: Pick<ImportSettings, "title" | "periodStart" | "periodEnd">,
): Promise<string> {
  const made = await ask("POST", `/api/imports?name=${encodeURIComponent(name)}`, content);
  if (made.status !== 201) throw new Error(made.text);
  const { id } = made.json.import;
  const settings = { ...made.json.settings, ...about, lead: ["drc@province"], topic: "goals" };
  await ask("PATCH", `/api/imports/${id}`, { version: 0, settings });
  const { sentences } = (await ask("GET", `/api/imports/${id}/sentences?limit=500`)).json;
  for (const sentence of sentences as ImportSentence[]) {
    const { ordinal, version } = sentence;
    const decided = await ask("PUT", `/api/imports/${id}/sentences/${ordinal}`, { version, ...decide(sentence) });
    if (decided.status !== 200) throw new Error(decided.text);
  }
  const done = await ask("POST", `/api/imports/${id}/complete`);
  if (done.status !== 200) throw new Error(done.text);
  return id;
}

function decide({ commits, proposal, text }: ImportSentence): object {
  if (!commits) return { decision: "reject" };
  const [first, ...more] = proposal;
  if (!first) return { decision: "reject" };
  const measured = proposal.filter(({ measure }) => hasIndicator(measure));
  // Figures that nothing measures stay together in one commitment, as the sentence says them.
  if (measured.length === 0 || more.length === 0) {
    const [row = first] = measured;
    return { decision: "correct", commitments: [toSound(row, text)] };
  }
  return {
    decision: "split",
    commitments: [...measured, { ...first, measure: null }].map((row) => toSound(row, text)),
  };
}

const hasIndicator = (measure: Reviewed["measure"]): boolean =>
  measure !== null && typeof measure.params.indicator === "string" && measure.params.indicator !== "";

function toSound(row: Reviewed, text: string): Reviewed {
  const words = { zh: text, en: `In English: ${text}` };
  if (hasIndicator(row.measure)) return { ...row, text: words, qualitative: null };
  const qualitative = { reason: "no-agreed-definition" as const, zh: "本区域无此指标", en: "No such indicator here" };
  return { ...row, text: words, measure: null, qualitative };
}
