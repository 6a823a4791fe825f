import { table } from "./settings";

export const handler = async () => table ?? "none";
