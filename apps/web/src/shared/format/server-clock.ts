/** Clocks count from the server's instants: an agent's PC that runs a minute fast must not show lost conversations. */
let aheadMs = 0;

export const noteServerTime = (date: string | null): void => {
  if (date === null) return;
  const difference = Date.now() - Date.parse(date);
  // The header has whole seconds: a smaller difference is noise.
  aheadMs = Math.abs(difference) > 2_000 ? difference : 0;
};

export const serverNow = (): number => Date.now() - aheadMs;
