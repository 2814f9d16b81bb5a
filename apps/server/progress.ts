/** Where a start tells what it does: one line for each step (scripts/progress.mjs on a terminal). */
export interface Progress {
  /** Runs a step; `say` tells what takes long. The step's line shows `detail` and the time it took. */
  step<Result>(
    name: string,
    work: (say: (text: string) => void) => Promise<{ detail: string; result: Result }>,
  ): Promise<Result>;
  line(text: string): void;
}

/** Says nothing: the command line opens the house without a word. */
export const silentProgress: Progress = {
  async step(_name, work) {
    return (await work(() => {})).result;
  },
  line() {},
};
