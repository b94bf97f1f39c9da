/** A problem a person can act on: shown as its sentence alone, with no stack trace. */
export class PlainError extends Error {}

/**
 * Runs a script's main function; a problem ends the process with exit code 1 and a sentence on stderr.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof PlainError ? `\n${error.message}` : error);
  }
}
