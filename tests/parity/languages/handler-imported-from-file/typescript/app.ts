export { handler } from "./orders/read";
