// Makes a city, or one of its later days. Usage: make-city.ts WISH (JSON); prints the summary as JSON.
import { type ErrorOccasion, errorRatesOf } from '#city/deliveries/errors/error-rates.ts';
import { type CityWish, type DayWish, generateCity, generateDay } from '#city/generate-city.ts';

/** What to make. */
export type CityOrder = Omit<CityWish, 'rates' | 'onProgress'> &
  Partial<Pick<DayWish, 'day' | 'share'>> & { readonly errors: ErrorOccasion };

const { errors, day, share, ...wish } = JSON.parse(process.argv[2]!) as CityOrder;
const rates = errorRatesOf(errors);
const summary =
  day === undefined || share === undefined
    ? await generateCity({ ...wish, rates })
    : await generateDay({ ...wish, rates, day, share });
process.stdout.write(JSON.stringify(summary));
