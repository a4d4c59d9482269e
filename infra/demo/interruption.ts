/**
 * Rejects when nobody reads or wants the demo any more: its output was closed (`npm run demo | head`), or it was told
 * to end. From then on what is still printed is lost in silence.
 */
export const interruption = (): Promise<never> => {
  const interrupted = new Promise<never>((_, reject) => {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', reject);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => reject(new Error(`the demo was ended by ${signal}`)));
  });
  interrupted.catch(() => undefined); // whoever plays hears of it when they wait for it
  return interrupted;
};
