export class Refused {
  constructor(readonly code: string) {}
}
