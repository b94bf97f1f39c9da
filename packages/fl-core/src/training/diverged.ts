/** What a fit ends with when its numbers are no longer finite: another engine would fare no better. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  constructor() {
    super('Training diverged: the loss is not a finite number any more. A lower learning rate may help.');
  }
}
