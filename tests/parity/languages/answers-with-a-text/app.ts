export async function handler(): Promise<string> {
  const answer = "done";
  return answer;
}
