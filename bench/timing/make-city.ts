// Makes a city, or one of its later days. Usage: make-city.ts WISH (JSON); prints the summary as JSON.
import { NO_ERRORS, readErrorRates } from '#city/deliveries/errors/error-rates.ts';
import { type CityWish, type DayWish, generateCity, generateDay } from '#city/generate-city.ts';

/** What to make; `flawless` leaves every error out. */
export type CityOrder = Omit<CityWish, 'rates' | 'onProgress'> &
  Partial<Pick<DayWish, 'day' | 'share'>> & { readonly flawless: boolean };

const { flawless, day, share, ...wish } = JSON.parse(process.argv[2]!) as CityOrder;
const rates = flawless ? NO_ERRORS : readErrorRates();
const summary =
  day === undefined || share === undefined
    ? await generateCity({ ...wish, rates })
    : await generateDay({ ...wish, rates, day, share });
process.stdout.write(JSON.stringify(summary));
