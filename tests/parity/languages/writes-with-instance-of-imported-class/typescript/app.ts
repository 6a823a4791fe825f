import { Store } from "./store";

const store = new Store();

export const handler = async () => store.save("x");
