import { declareService } from "@waypost/kit/service/declare-service.ts";
import { operatorSettings } from "./config.ts";

export const operatorDeclaration = declareService({
  name: "operator",
  about: "what an operator asks of the whole installation",
  settings: operatorSettings,
  processes: [{ roles: ["http"] }],
});
