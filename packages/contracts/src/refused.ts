/**
 * A command that may not happen. The code is stable and part of the API (`window-closed`); the detail says
 * what would help the reader and never holds personal data.
 */
export class Refused<Code extends string = string> extends Error {
  override readonly name = 'Refused';
  readonly code: Code;
  readonly detail: string | undefined;

  constructor(code: Code, detail?: string) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail;
  }
}
