import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { contentSecurityPolicy, createNonce, type HttpEnv } from "@midreach/kernel/http";
import type { Context, Hono } from "hono";

/** What vite writes where the nonce of each answer belongs. */
const nonceMark = "__MIDREACH_NONCE__";
/** What `index.html` holds where the region's time zone belongs. */
const timeZoneMark = "__MIDREACH_TIME_ZONE__";

/**
 * Serves the built pages: files with a hash in their name for ever, everything else anew, and `index.html` for every
 * address that a page may have (the router in the browser knows which).
 * @param dist folder of the build; precompressed files lie beside the plain ones
 * @param timeZone zone in which the region's days begin and end; pages show the days of instants by it
 */
export async function addPages(app: Hono<HttpEnv>, dist: string, timeZone: string): Promise<void> {
  const index = (await readFile(join(dist, "index.html"), "utf8")).replaceAll(timeZoneMark, timeZone);
  const files = serveStatic<HttpEnv>({
    root: relative(process.cwd(), dist) || ".",
    precompressed: true,
  });
  app.get("*", async (context, next) => {
    const { path } = context.req;
    if (path.startsWith("/api")) return next();
    const lastPart = path.slice(path.lastIndexOf("/") + 1);
    if (path === "/" || path === "/index.html" || !lastPart.includes(".")) return answerPage(context, index);
    // A dot can belong to a file or to an address like /commitments/4.1.2.2a; files come first.
    const found = lastPart.startsWith(".") ? undefined : await files(context, async () => {});
    if (found) return withCaching(found, path);
    return /\.(js|css|map|png|svg|ico|woff2?|json|txt|webmanifest)$/.test(lastPart)
      ? next()
      : answerPage(context, index);
  });
}

function withCaching(response: Response, path: string): Response {
  const isHashed = path.startsWith("/assets/");
  response.headers.set("cache-control", isHashed ? "public, max-age=31536000, immutable" : "public, no-cache");
  return response;
}

function answerPage(context: Context<HttpEnv>, index: string): Response {
  const nonce = createNonce();
  context.header("content-security-policy", contentSecurityPolicy(nonce));
  // The nonce is for one answer: nobody may keep the page and hand it to another.
  context.header("cache-control", "private, no-cache");
  return context.html(index.replaceAll(nonceMark, nonce));
}
