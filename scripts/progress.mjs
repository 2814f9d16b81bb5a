// @ts-check
import { styleText } from "node:util";

/**
 * One line for each step with the time it took. On a terminal the running step shows what it does; elsewhere only
 * what takes long says so.
 * @param {{color: boolean, stream?: NodeJS.WriteStream}} options
 */
export function createProgress({ color, stream = process.stdout }) {
  const live = color && stream.isTTY === true;
  /** @param {Parameters<typeof styleText>[0]} format @param {string} text */
  const paint = (format, text) => (live ? styleText(format, text) : text);
  /** @param {string} name */
  const label = (name) => `  ${paint("bold", name.padEnd(15))} `;

  return {
    /** @param {string} text */
    line(text) {
      stream.write(`${text}\n`);
    },
    paint,
    /**
     * Runs a step and prints its line.
     * @template Result
     * @param {string} name
     * @param {(say: (text: string) => void) => Promise<{detail: string, result: Result}>} work `say` tells what it does now
     * @returns {Promise<Result>}
     */
    async step(name, work) {
      const started = performance.now();
      /** @param {string} text */
      const say = (text) => {
        if (live) stream.write(`\r\u001b[K${label(name)}${paint("dim", `${text} …`)}`);
        else stream.write(`${label(name)}${text} ...\n`);
      };
      try {
        const { detail, result } = await work(say);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        stream.write(`${live ? "\r\u001b[K" : ""}${label(name)}${detail} ${paint("dim", `${seconds} s`)}\n`);
        return result;
      } catch (error) {
        if (live) stream.write("\r\u001b[K");
        stream.write(`${label(name)}${paint("red", "failed")}\n`);
        throw error;
      }
    },
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */
