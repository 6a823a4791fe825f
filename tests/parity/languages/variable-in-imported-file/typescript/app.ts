import * as settings from "./settings";

export const handler = async () => settings.table;
