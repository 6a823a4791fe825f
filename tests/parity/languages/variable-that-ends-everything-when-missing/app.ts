const first = process.env.FIRST_X; //= env-var-not-set
if (first === undefined) {
  console.error("FIRST_X is missing");
  throw new Error("FIRST_X");
}

const second = process.env.SECOND_X; //= env-var-not-set
if (!second) process.exit(1);

function fail(name) {
  throw new Error(name);
}

const third = process.env.THIRD_X ?? fail("THIRD_X"); //= env-var-not-set

export const handler = async () => [first, second, third];
