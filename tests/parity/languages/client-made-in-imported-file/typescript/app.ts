import { load } from "./store";

export const handler = async (event: { key: string }) => load(event.key);
