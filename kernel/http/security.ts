import { randomBytes } from "node:crypto";
import { Problem } from "../problems/index.ts";
import type { Actor, RequestFacts } from "./types.ts";

/** A fresh nonce for one HTML answer: 128 random bits in base64. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * The Content-Security-Policy of a page. Scripts and styles come from our origin or carry the nonce of this very
 * answer; nothing inline, nothing evaluated, no frame around us. Without nonce: the policy for answers that are no
 * pages, which forbids everything.
 */
export function contentSecurityPolicy(nonce?: string): string {
  if (nonce === undefined) return "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

const permissions = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

/** The headers that every answer carries; `nonce` for pages (see contentSecurityPolicy). */
export function securityHeaders(facts: { readonly secure: boolean }, nonce?: string): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(nonce),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": permissions.map((name) => `${name}=()`).join(", "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    ...(facts.secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/**
 * Refuses writes that another site made a browser send. Browsers say where a request comes from (`Sec-Fetch-Site`,
 * older ones `Origin`); both must name us. A program that says neither is let through unless a session cookie
 * speaks for it. API keys are never sent by a browser on its own, so they pass.
 * @throws Problem `auth.csrf`
 */
export function checkRequestOrigin(facts: RequestFacts, actor: Actor): void {
  if (actor.kind === "api-key" || actor.kind === "local") return;
  const site = facts.headers.get("sec-fetch-site");
  const origin = facts.headers.get("origin");
  const siteIsOurs = site === null || site === "same-origin" || site === "none";
  const originIsOurs = origin === null || origin === facts.origin;
  const saysNothing = site === null && origin === null;
  if (!siteIsOurs || (site === null && !originIsOurs) || (saysNothing && actor.kind === "account")) {
    throw new Problem("auth.csrf", {
      zh: `请求来自${origin ?? site ?? "未说明的来源"},而不是${facts.origin}。请使用本服务器的页面,或使用API密钥。`,
      en: `The request came from ${origin ?? site ?? "an unnamed origin"}, not from ${facts.origin}. Use the pages of this server, or an API key.`,
    });
  }
}
