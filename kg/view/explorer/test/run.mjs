// Runs the built tests in Node: prints what failed and how many passed.
await import("../../../../tests/view/units.js");
const failed = globalThis.__units.filter((outcome) => outcome.failed);
for (const { name, failed: why } of failed) console.error(`FAILED ${name}: ${why}`);
console.log(`${globalThis.__units.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
