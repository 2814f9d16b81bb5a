import { defineRoute } from "@midreach/kernel/http";
import {
  changeSettingsSchema,
  changeSurroundingsSchema,
  settingsAnswerSchema,
  surroundingsAnswerSchema,
} from "../schemas.ts";
import type { ReachService } from "../service.ts";
import { changeSettings, changeSurroundings, getSettings, getSurroundings } from "../settings.ts";

const tag = "Reach settings";

/** What governs, and which cities surround a capital: both dated. */
export function settingsRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.getSettings",
      method: "get",
      path: "/api/reach/settings",
      summary: "Criterion that governs, detour factor, access speed, change time; with every earlier decision",
      tag,
      response: settingsAnswerSchema,
      action: "reach:read",
      handler: () => getSettings(service),
    }),
    defineRoute({
      id: "reach.changeSettings",
      method: "put",
      path: "/api/reach/settings",
      summary: "Decide on settings from a day on; what is not named stays",
      tag,
      body: changeSettingsSchema,
      response: settingsAnswerSchema,
      action: "reach:decide",
      handler: ({ actor, body }) => changeSettings(service, actor, body),
    }),
    defineRoute({
      id: "reach.getSurroundings",
      method: "get",
      path: "/api/reach/surroundings",
      summary: "Which cities count as surrounding a capital, since when and by whose decision",
      tag,
      response: surroundingsAnswerSchema,
      action: "reach:read",
      handler: () => getSurroundings(service),
    }),
    defineRoute({
      id: "reach.changeSurroundings",
      method: "put",
      path: "/api/reach/surroundings",
      summary: "Decide which cities surround a capital from a day on",
      tag,
      body: changeSurroundingsSchema,
      response: surroundingsAnswerSchema,
      action: "reach:decide",
      handler: ({ actor, body }) => changeSurroundings(service, actor, body),
    }),
  ] as const;
}
