import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { Problem } from "../problems/index.ts";
import type { Language, RequestFacts, UploadedFile } from "./types.ts";

/** How the server stands in the network. */
export interface NetworkOptions {
  /** Number of reverse proxies of ours in front of the server; their X-Forwarded headers are believed. 0 unless told. */
  readonly trustedProxies?: number;
  /** `https://plan.example.org`, when the proxy does not pass the Host header on. */
  readonly publicOrigin?: string | undefined;
}

interface NodeBindings {
  readonly incoming?: {
    readonly socket?: { readonly remoteAddress?: string; readonly encrypted?: boolean };
  };
}

/** The language a reader prefers: English only when Accept-Language ranks it above Chinese. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const weight = (language: string) =>
    (acceptLanguage ?? "")
      .split(",")
      .map((part) => part.trim().toLowerCase().split(";"))
      .filter(([tag]) => tag === language || tag?.startsWith(`${language}-`))
      .reduce((most, [, quality]) => Math.max(most, quality ? Number(quality.replace(/^\s*q=/, "")) || 0 : 1), 0);
  return weight("en") > weight("zh") ? "en" : "zh";
}

/** The client's address as the outermost of our own proxies saw it; headers that a client forges stay to the left. */
function clientAddress(forwardedFor: string | null, socketAddress: string, trustedProxies: number): string {
  const chain = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  const seen = chain[Math.max(0, chain.length - trustedProxies)];
  return trustedProxies > 0 && seen ? seen : socketAddress;
}

/** Reads from a request what the rooms may know about the transport. */
export function readRequestFacts(context: Context, options: NetworkOptions): RequestFacts {
  const headers = context.req.raw.headers;
  const trusted = options.trustedProxies ?? 0;
  const socket = (context.env as NodeBindings | undefined)?.incoming?.socket;
  const url = new URL(context.req.url);
  const forwarded = (name: string) => (trusted > 0 ? headers.get(`x-forwarded-${name}`) : null);
  const scheme = forwarded("proto") ?? (socket?.encrypted ? "https" : url.protocol.replace(":", ""));
  const origin = options.publicOrigin ?? `${scheme}://${forwarded("host") ?? headers.get("host") ?? url.host}`;
  return {
    id: randomUUID(),
    address: clientAddress(headers.get("x-forwarded-for"), socket?.remoteAddress ?? "unknown", trusted),
    userAgent: (headers.get("user-agent") ?? "").slice(0, 256),
    secure: origin.startsWith("https:"),
    origin,
    language: preferredLanguage(headers.get("accept-language")),
    headers,
    // Looked at only by those few who stop for it: asking makes the whole request object.
    get signal() {
      return context.req.raw.signal;
    },
  };
}

async function readBytes(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let start = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, start);
    start += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number): Problem {
  const size = maxBytes < 1 << 20 ? `${Math.floor(maxBytes / 1024)} KB` : `${Math.floor(maxBytes / (1 << 20))} MB`;
  return new Problem("request.too-large", {
    zh: `发送的内容超过${size}。请缩小文件,或分次发送。`,
    en: `The body is larger than ${size}. Make it smaller, or send less at a time.`,
  });
}

function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/**
 * Reads a file that is the body, of at most `maxBytes`, whether or not its length was declared.
 * @throws Problem `request.too-large`, `request.media-type`, `request.invalid` (nothing was sent)
 */
export async function readFileBody(
  request: Request,
  { mediaTypes, maxBytes }: { readonly mediaTypes: readonly string[]; readonly maxBytes: number },
): Promise<UploadedFile> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const mediaType = mediaTypeOf(request);
  if (!mediaTypes.includes(mediaType)) {
    const known = mediaTypes.join(", ");
    throw new Problem("request.media-type", {
      zh: `发送的文件类型是${mediaType || "未说明的类型"}。可以接受的有:${known}。`,
      en: `The body is ${mediaType || "of no stated type"}. Send one of: ${known}.`,
    });
  }
  const bytes = request.body === null ? new Uint8Array() : await readBytes(request.body, maxBytes);
  if (bytes.byteLength === 0)
    throw new Problem("request.invalid", {
      zh: "文件是空的。请选择有内容的文件。",
      en: "The file is empty. Send one with content.",
    });
  return { bytes, mediaType };
}

/**
 * Reads a JSON body of at most `maxBytes`, whether or not its length was declared.
 * @returns undefined when there is no body
 * @throws Problem `request.too-large`, `request.media-type`, `request.invalid`
 */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return undefined;
  const bytes = await readBytes(request.body, maxBytes);
  if (bytes.byteLength === 0) return undefined;
  const mediaType = mediaTypeOf(request);
  if (mediaType !== "application/json") {
    throw new Problem("request.media-type", {
      zh: `发送的内容类型是${mediaType || "未说明的类型"}。请发送application/json。`,
      en: `The body is ${mediaType || "of no stated type"}. Send application/json.`,
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const what = error instanceof Error ? error.message : "not JSON";
    throw new Problem(
      "request.invalid",
      {
        zh: "内容不是UTF-8编码的JSON。请更正后重新发送。",
        en: "The body is not JSON in UTF-8. Correct it and send it again.",
      },
      [{ where: "body", what: { zh: `不是JSON:${what}`, en: what } }],
    );
  }
}
