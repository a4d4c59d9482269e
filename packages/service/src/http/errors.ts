export type FieldError = { path: string; message: string };

/** The request could not be read: which field, and why. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(readonly errors: readonly FieldError[]) {
    super('The request could not be read.');
  }
}

/** There is no such thing, or not for this caller. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly detail?: string) {
    super(detail ?? 'Not found');
  }
}
