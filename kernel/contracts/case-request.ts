import type { Text } from "./text.ts";

/** One engine asks for a case to be opened (appended to the outbox; casework reads it). */
export interface CaseRequest {
  readonly kind: string;
  readonly title: Text;
  readonly place?: string;
  readonly owedBy?: string;
  readonly subject: { readonly type: string; readonly id: string };
}
