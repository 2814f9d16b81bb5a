import { reasonOf } from "./pool.ts";

/** Work that is done once for all who want the same. */
export interface SharedWork<Result> {
  /**
   * The result of the work of a name: what was kept, what is being made, or a new one. The work stops when nobody waits
   * for it any more. @throws what the work throws; the signal's reason for the one who gave up
   */
  get(key: string, signal: AbortSignal | undefined, begin: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

interface Work<Result> {
  readonly result: Promise<Result>;
  readonly stop: AbortController;
  waiting: number;
}

/** @param given.mostKept so many results stay, those used last; @param given.isKept which ones may */
export function createSharedWork<Result>(given: {
  readonly mostKept: number;
  readonly isKept: (result: Result) => boolean;
}): SharedWork<Result> {
  const running = new Map<string, Work<Result>>();
  const kept = new Map<string, Result>();

  const keep = (key: string, result: Result) => {
    kept.delete(key);
    kept.set(key, result);
    for (const oldest of kept.keys()) {
      if (kept.size <= given.mostKept) return;
      kept.delete(oldest);
    }
  };

  const start = (key: string, begin: (signal: AbortSignal) => Promise<Result>): Work<Result> => {
    const stop = new AbortController();
    const work: Work<Result> = { result: begin(stop.signal), stop, waiting: 0 };
    running.set(key, work);
    const leave = () => running.get(key) === work && running.delete(key);
    work.result.then((result) => {
      leave();
      if (given.isKept(result)) keep(key, result);
    }, leave);
    return work;
  };

  return {
    get: (key, signal, begin) => {
      if (signal?.aborted) return Promise.reject(reasonOf(signal));
      const found = kept.get(key);
      if (found !== undefined) {
        keep(key, found);
        return Promise.resolve(found);
      }
      const work = running.get(key) ?? start(key, begin);
      return join(work, signal, () => {
        // Whoever asks from now on begins anew.
        if (running.get(key) === work) running.delete(key);
        work.stop.abort(signal?.reason);
      });
    },
  };
}

/** Waits for work with others. @param onDeserted nobody is left who waits */
function join<Result>(work: Work<Result>, signal: AbortSignal | undefined, onDeserted: () => void): Promise<Result> {
  work.waiting += 1;
  if (!signal) return work.result;
  return new Promise<Result>((resolve, reject) => {
    const giveUp = () => {
      work.waiting -= 1;
      // The last one hears it from the work, when that has stopped.
      if (work.waiting === 0) onDeserted();
      else reject(reasonOf(signal));
    };
    signal.addEventListener("abort", giveUp, { once: true });
    const settle = () => signal.removeEventListener("abort", giveUp);
    work.result.then(
      (result) => {
        settle();
        resolve(result);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
  });
}
