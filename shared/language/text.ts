// Every word a user reads stands in this folder, English and Chinese side by side; the compiler refuses a
// missing translation or one that takes other arguments. Screens, documents and the command line read from it.

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

// biome-ignore format: one line reads as one rule
type Phrase = string | ((...parts: never[]) => string) | { readonly [key: string]: Phrase }
type Same<P> = P extends string
  ? string
  : P extends (...parts: infer A) => string
    ? (...parts: A) => string
    : { readonly [K in keyof P]: Same<P[K]> }

/** Pairs the two languages of one room of the app: `importTexts.zh.title`. */
export function texts<const E extends { readonly [key: string]: Phrase }>(pair: {
  en: E
  zh: Same<E>
}): Readonly<Record<Language, Same<E>>> {
  return { en: pair.en as unknown as Same<E>, zh: pair.zh }
}
