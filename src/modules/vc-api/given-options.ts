/** What a caller has said of options: null says no more than silence does. */
export const givenOptions = <Options extends object>(options: Options | null | undefined): Partial<Options> =>
  Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== null)) as Partial<Options>;
