/**
 * The one table of problems (RFC 9457). A code never changes its meaning; pages and clients key on it.
 * `title` is for people who did not cause it; `detail` (given by the thrower) says what, where and what to do.
 */
export const problemCodes = {
  "request.invalid": { status: 400, zh: "请求有误", en: "The request is not valid" },
  "request.method": { status: 405, zh: "不支持该请求方法", en: "This address does not answer this method" },
  "request.media-type": { status: 415, zh: "不支持该内容类型", en: "This content type is not accepted" },
  "request.too-large": { status: 413, zh: "内容过大", en: "The content is too large" },
  "request.too-many": { status: 429, zh: "请求过于频繁,请稍后再试", en: "Too many requests, try again later" },
  "auth.required": { status: 401, zh: "需要登录", en: "Sign in first" },
  "auth.failed": { status: 401, zh: "用户名或密码不正确", en: "User name or password is wrong" },
  "auth.too-many-attempts": { status: 429, zh: "尝试次数过多,请稍后再试", en: "Too many attempts, try again later" },
  "auth.forbidden": { status: 403, zh: "没有权限", en: "You may not do this" },
  "auth.csrf": { status: 403, zh: "请求来源无法确认", en: "The origin of the request could not be confirmed" },
  "resource.not-found": { status: 404, zh: "没有找到", en: "Not found" },
  "resource.conflict": { status: 409, zh: "与现有内容冲突", en: "It conflicts with what is there" },
  "import.rejected": { status: 422, zh: "导入被拒绝,内容未改变", en: "The import was refused; nothing changed" },
  "region.invalid": { status: 422, zh: "区域数据包有误", en: "The region pack is not valid" },
  "database.unavailable": { status: 503, zh: "数据库暂不可用", en: "The database is not available" },
  "database.timeout": { status: 503, zh: "数据库响应超时", en: "The database took too long" },
  "database.full": { status: 507, zh: "磁盘空间不足", en: "The disk is full" },
  "database.in-use": { status: 409, zh: "数据目录正在使用", en: "The data folder is in use" },
  internal: { status: 500, zh: "内部错误", en: "Internal error" },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ProblemCode = keyof typeof problemCodes;
