import { levelNames } from "../core/owners.ts";
import { oncePerState } from "../views/state.ts";

/** Owners that a form offers: each trade at each level at which the region has such a body. */
export const listOwnerChoices = oncePerState(({ records, register }) => {
  const known = new Set(records.organisations.map((body) => `${body.function}@${body.level}`));
  return register.frame.functions.flatMap(({ id, name }) =>
    ["state", "cluster", "province", "city"].flatMap((level) => {
      const at = levelNames[level];
      if (!known.has(`${id}@${level}`)) return [];
      return [
        { id: `${id}@${level}`, name: { zh: `${name.zh}(${at?.zh ?? level})`, en: `${name.en} (${at?.en ?? level})` } },
      ];
    }),
  );
});
