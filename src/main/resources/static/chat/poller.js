// Asks the server again and again: at the pace `delay()` names, ever slower while it fails.
const MAX_BACKOFF_MS = 15_000;

/** Returns `nudge()`, which asks at once. */
export function poll({ ask, delay, failed }) {
  let timer = null;
  let asking = false;
  let again = false;
  let failures = 0;

  async function run() {
    if (asking) {
      again = true;
      return;
    }
    clearTimeout(timer);
    asking = true;
    again = false;
    try {
      const more = await ask(failures > 0);
      failures = 0;
      again ||= more;
    } catch (error) {
      failures += 1;
      again = false;
      failed(failures, error);
    }
    asking = false;
    const pause = failures ? Math.min(MAX_BACKOFF_MS, 1000 * 2 ** (failures - 1)) : again ? 0 : delay();
    timer = setTimeout(run, pause);
  }

  run();
  return run;
}
