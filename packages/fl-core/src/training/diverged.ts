/** What a fit ends with when its numbers are no longer finite. */
export const diverged = (): Error =>
  new Error('Training diverged: the loss is not a finite number any more. A lower learning rate may help.');
