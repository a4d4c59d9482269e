/** Tells the router that somebody waits or has room again; does nothing before the router runs. */
export class Wake {
  private run: (() => void) | undefined;

  connect(run: () => void): void {
    this.run = run;
  }

  wake(): void {
    this.run?.();
  }
}
