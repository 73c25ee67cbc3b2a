/** Fitted by `bench/duplicates/fit.ts` on the labelled pairs of every second posting. */
export const BIAS = -7.458
export const WEIGHTS = {
  title_equal: 0.0,
  company: 2.833,
  company_equal: 2.159,
  text_with_title: 0.782,
  text_within_with_title: 0.659,
  text_with_told: 3.151,
  text_within_with_told: 0.941,
  text_with_letters: 1.426,
  text_equal_with_words: 0.566,
  text_equal_with_letters: 1.267,
  text_silent_with_title: 4.375,
  language: 0.296,
}
