import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);
const smallestBytes = 1024;
/** Compressed answers kept in memory by the tag of their content: the front page's data are asked for again and again. */
const keptAnswers = 100;
const textTypes = /^(application\/(json|problem\+json)|text\/)/;

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/**
 * Compresses answers of text to GET for clients that take gzip, off the main thread. Answers with an `ETag` are
 * compressed once for each content; what is compressed already (the files of the pages) passes.
 */
export function compressAnswers(fetch: Fetch): Fetch {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (request, env) => {
    const answer = await fetch(request, env);
    if (request.method !== "GET" || answer.status !== 200 || !answer.body) return answer;
    if (!textTypes.test(answer.headers.get("content-type") ?? "") || answer.headers.has("content-encoding"))
      return answer;
    const headers = new Headers(answer.headers);
    headers.append("vary", "Accept-Encoding");
    const takesGzip = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    if (!takesGzip) return new Response(answer.body, { status: answer.status, headers });
    const plain = new Uint8Array(await answer.arrayBuffer());
    if (plain.byteLength < smallestBytes) return new Response(plain, { status: answer.status, headers });
    const tag = answer.headers.get("etag");
    const packed = (tag && kept.get(tag)) || new Uint8Array(await compress(plain));
    if (tag) keep(kept, tag, packed);
    headers.set("content-encoding", "gzip");
    headers.set("content-length", String(packed.byteLength));
    return new Response(packed, { status: answer.status, headers });
  };
}

/** What was asked for last stays; the oldest goes. */
function keep(kept: Map<string, Uint8Array<ArrayBuffer>>, tag: string, packed: Uint8Array<ArrayBuffer>): void {
  kept.delete(tag);
  kept.set(tag, packed);
  const oldest = kept.keys().next().value;
  if (kept.size > keptAnswers && oldest !== undefined) kept.delete(oldest);
}
