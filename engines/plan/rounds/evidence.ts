import type { Actor, PolicyResource, UploadedFile } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { PlanService } from "../service.ts";
import { doingOf, getCommitmentRow, roundTables, toUnitResource } from "./context.ts";
import type { EvidenceFile } from "./schemas.ts";
import { findFile, getFile, insertFile, readFileBytes, removeFile, type StoredFile } from "./store/files.ts";
import { findItem } from "./store/items.ts";

interface FileKind {
  readonly ending: string;
  readonly mediaType: string;
  /** How such files begin; texts have no mark, but must be UTF-8. */
  readonly marks: readonly (readonly number[])[];
}

const zip = [0x50, 0x4b, 0x03, 0x04];
const ole = [0xd0, 0xcf, 0x11, 0xe0];
const office = "application/vnd.openxmlformats-officedocument";

/** What is taken as evidence: documents, sheets, pictures. Nothing that a browser runs or draws as a page. */
const kinds: readonly FileKind[] = [
  { ending: "pdf", mediaType: "application/pdf", marks: [[0x25, 0x50, 0x44, 0x46]] },
  { ending: "ofd", mediaType: "application/ofd", marks: [zip] },
  { ending: "docx", mediaType: `${office}.wordprocessingml.document`, marks: [zip] },
  { ending: "xlsx", mediaType: `${office}.spreadsheetml.sheet`, marks: [zip] },
  { ending: "pptx", mediaType: `${office}.presentationml.presentation`, marks: [zip] },
  { ending: "doc", mediaType: "application/msword", marks: [ole] },
  { ending: "xls", mediaType: "application/vnd.ms-excel", marks: [ole] },
  { ending: "wps", mediaType: "application/wps-office.wps", marks: [ole, zip] },
  { ending: "et", mediaType: "application/wps-office.et", marks: [ole, zip] },
  { ending: "png", mediaType: "image/png", marks: [[0x89, 0x50, 0x4e, 0x47]] },
  { ending: "jpg", mediaType: "image/jpeg", marks: [[0xff, 0xd8, 0xff]] },
  { ending: "jpeg", mediaType: "image/jpeg", marks: [[0xff, 0xd8, 0xff]] },
  {
    ending: "tif",
    mediaType: "image/tiff",
    marks: [
      [0x49, 0x49, 0x2a, 0],
      [0x4d, 0x4d, 0, 0x2a],
    ],
  },
  { ending: "csv", mediaType: "text/csv", marks: [] },
  { ending: "txt", mediaType: "text/plain", marks: [] },
];

/** Largest evidence file. */
export const maxEvidenceBytes = 20 << 20;

/** Media types that browsers may give such files; what a file is, its name and first bytes say. */
export const evidenceMediaTypes: readonly string[] = [
  ...new Set([
    ...kinds.map((kind) => kind.mediaType),
    "application/octet-stream",
    "application/zip",
    "application/x-zip-compressed",
  ]),
];

/** File names keep letters, digits and plain signs; paths, control and direction characters go. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  return last
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, "")
    .trim()
    .slice(-200);
}

/**
 * What kind of file it is, by its ending and its first bytes.
 * @throws Problem `request.invalid` for a kind that is not taken, or bytes that are not what the name says
 */
function recogniseFile(name: string, bytes: Uint8Array): FileKind {
  const ending = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? "";
  const kind = kinds.find((candidate) => candidate.ending === ending);
  if (!kind) {
    const taken = kinds.map((one) => one.ending).join(", ");
    throw new Problem("request.invalid", {
      zh: `“${name}”不是可以作为证明材料的文件类型。可用的有:${taken}。`,
      en: `"${name}" is of a kind that is not taken as evidence. Send one of: ${taken}.`,
    });
  }
  const fits =
    kind.marks.length === 0
      ? isText(bytes)
      : kind.marks.some((mark) => mark.every((byte, index) => bytes[index] === byte));
  if (!fits)
    throw new Problem("request.invalid", {
      zh: `“${name}”的内容与文件名不符:开头不是.${ending}文件的样子。`,
      en: `"${name}" is not what its name says: it does not begin like a .${ending}.`,
    });
  return kind;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return true;
    } catch {
      // The other encoding may fit.
    }
  }
  return false;
}

/** An evidence file as it is answered. */
export const toEvidenceFile = (file: StoredFile): EvidenceFile => ({
  id: file.id,
  name: file.name,
  mediaType: file.media_type,
  sizeBytes: file.size_bytes,
  sha256: file.sha256,
  uploadedAt: file.uploaded_at.toISOString(),
  uploadedBy: file.uploaded_by,
  round: file.round,
});

/** Where evidence belongs: a task, and the round it is sent in, if any. */
export interface EvidenceTarget {
  readonly organisation: string;
  readonly commitment: string;
  readonly round: string | null;
  readonly name: string;
}

/**
 * Keeps a file as evidence of a task.
 * @throws Problem `request.invalid` (kind, name), `resource.not-found` (task, round), `resource.conflict` (too many, or
 * the report has been accepted)
 */
export async function addEvidence(
  service: PlanService,
  actor: Actor,
  target: EvidenceTarget,
  file: UploadedFile,
): Promise<EvidenceFile> {
  const state = await service.reader.getState();
  getCommitmentRow(state, target.commitment);
  const name = cleanName(target.name);
  const { mediaType } = recogniseFile(name, file.bytes);
  if (target.round !== null) {
    const item = await findItem(roundTables(service), { ...target, round: target.round });
    if (!item) {
      throw new Problem("resource.not-found", {
        zh: "本轮没有向该单位下发这项任务。",
        en: "The unit is not asked about this task in this round.",
      });
    }
    if (item.state === "accepted") {
      throw new Problem("resource.conflict", {
        zh: "这份填报已审核通过,不再改变。请在下一轮上传文件。",
        en: "The report has been accepted and stands. Send the file in the next round.",
      });
    }
  }
  const { database } = service.services;
  const kept = await insertFile(database, { ...target, name, mediaType, bytes: file.bytes }, doingOf(service, actor));
  return toEvidenceFile(kept);
}

/** What policies decide by about an evidence file; one that is not there belongs to nobody, so nobody learns of it. */
export async function findEvidenceResource(service: PlanService, id: string): Promise<PolicyResource> {
  const file = await findFile(roundTables(service), id);
  if (!file) return { type: "evidence", id };
  return toUnitResource(await service.reader.getState(), "evidence", id, file.organisation);
}

/**
 * A file as a download: browsers keep it and never show it as a page of ours.
 * @throws Problem `resource.not-found`
 */
export async function answerEvidence(service: PlanService, id: string): Promise<Response> {
  const db = roundTables(service);
  const file = await getFile(db, id);
  const bytes = await readFileBytes(db, file);
  const plain = file.name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, "_");
  return new Response(bytes, {
    headers: {
      "content-type": file.media_type,
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
      // Lets whoever got it check that it is what was sent in.
      "repr-digest": `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`,
    },
  });
}

/** Takes a file back. @throws Problem `resource.not-found`, `resource.conflict` once its report has been accepted */
export async function removeEvidence(service: PlanService, actor: Actor, id: string): Promise<void> {
  const db = roundTables(service);
  const file = await getFile(db, id);
  if (file.round !== null) {
    const item = await findItem(db, { ...file, round: file.round });
    if (item?.state === "accepted")
      throw new Problem("resource.conflict", {
        zh: "所属的填报已审核通过,文件不能删除。",
        en: "Its report has been accepted: the file stands.",
      });
  }
  await removeFile(service.services.database, id, doingOf(service, actor));
}
