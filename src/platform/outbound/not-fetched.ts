/** It was not fetched, for a reason that another attempt may not change; `message` says which. */
export class NotFetched extends Error {}
