import type { Text } from "@midreach/kernel/contracts";
import type { SheetColumn } from "@midreach/kernel/sheets";
import type { ConsultedRow, UnitComment } from "./schemas.ts";

/** The table of comments and answers (意见采纳情况表). */

const heading = (zh: string, en: string): Text => ({ zh, en });
const opinions: Readonly<Record<UnitComment["opinion"], Text>> = {
  agree: heading("同意", "agrees"),
  object: heading("有异议", "objects"),
  note: heading("补充", "adds"),
};
const decisions: Readonly<Record<NonNullable<UnitComment["decision"]>, Text>> = {
  adopted: heading("采纳", "adopted"),
  "not-adopted": heading("不采纳", "not adopted"),
};

export const commentColumns: readonly SheetColumn<UnitComment & { readonly row: ConsultedRow }>[] = [
  { title: heading("编号", "Id"), value: ({ row }) => row.commitment.id },
  { title: heading("承诺", "Commitment"), value: ({ row }, language) => row.commitment.text[language] },
  { title: heading("单位", "Unit"), value: ({ organisation }, language) => organisation.name[language] },
  { title: heading("意见类型", "Opinion"), value: ({ opinion }, language) => opinions[opinion][language] },
  { title: heading("意见", "Comment"), value: ({ body }) => body },
  { title: heading("提出时间", "Made at"), value: ({ madeAt }) => madeAt },
  {
    title: heading("采纳情况", "Decision"),
    value: ({ decision }, language) => (decision ? decisions[decision][language] : null),
  },
  { title: heading("答复", "Answer"), value: ({ answer }) => answer },
  { title: heading("答复人", "Answered by"), value: ({ answeredBy }) => answeredBy },
];
