/** The smallest test runner: cases in, what failed out, in a browser as in Node. */

interface Outcome { name: string; failed: string }
const outcomes: Outcome[] = [];
(globalThis as unknown as { __units: Outcome[] }).__units = outcomes;

export function test(name: string, run: () => void): void {
  let failed = "";
  try { run(); } catch (error) { failed = error instanceof Error ? error.message : String(error); }
  outcomes.push({ name, failed });
}

/** Fail unless two values are the same once written as JSON. */
export function same(found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`found ${a}, expected ${b}`);
}
export function yes(holds: boolean, what = "condition"): void {
  if (!holds) throw new Error(`${what} does not hold`);
}
