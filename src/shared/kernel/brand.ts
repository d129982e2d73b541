/** Nominal types. A branded value is made only by the parser or maker that checked it. */
declare const brand: unique symbol;

/** `T` that has been checked to be a `Name`; assignable to `T`, never from it. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
