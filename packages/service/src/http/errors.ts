export type FieldError = { path: string; message: string };

/** The request could not be read: which field, and why. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('The request could not be read.');
    this.errors = errors;
  }
}

/** There is no such thing, or not for this caller. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly detail?: string;
  constructor(detail?: string) {
    super(detail ?? 'Not found');
    this.detail = detail;
  }
}
