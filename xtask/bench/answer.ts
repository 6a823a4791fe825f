export type Answer = Record<string, unknown>;

const headers = { "content-type": "application/json" };

export function answer(statusCode: number, body: unknown) {
  return { statusCode, headers, body: JSON.stringify(body) };
}
