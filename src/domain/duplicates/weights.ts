/** Fitted by `bench/duplicates/fit.ts` on the labelled pairs of every second posting. */
export const BIAS = -11.534
export const WEIGHTS = {
  title: 0.691,
  title_equal: 4.444,
  company: 3.806,
  company_equal: 0.986,
  text: 2.128,
  text_with_title: 3.047,
  text_silent: 3.728,
  language: 0.407,
}
