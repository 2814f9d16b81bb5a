/** Something became public: appended to the outbox in the transaction that published it. */
export interface Publication {
  readonly type: string;
  readonly id: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
}
