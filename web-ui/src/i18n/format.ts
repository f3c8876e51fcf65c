// Numbers and times as people read them. All integers: area comes in 0.01 m², time in µs. Nothing
// here rounds, and nothing is decided by it.

/** Meetings are held and read in China: one zone, UTC+8, no summer time. */
const kZoneMs = 8 * 3_600_000;
const kMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 173640 → "1,736.40" */
export function formatArea(centi: number): string {
  const sign = centi < 0 ? '−' : '';
  const whole = Math.abs(centi);
  return `${sign}${formatCount(Math.floor(whole / 100))}.${String(whole % 100).padStart(2, '0')}`;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number; // 0: Sunday
  time: string;
}

export function partsOf(micros: number): Parts {
  const date = new Date(micros / 1000 + kZoneMs);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
  };
}

/** "2026-12-05" in Shanghai. */
export function isoDay(micros: number): string {
  const { year, month, day } = partsOf(micros);
  return [year, month, day].map((n) => String(n).padStart(2, '0')).join('-');
}

export function formatTime(micros: number): string {
  return partsOf(micros).time;
}

export function monthName(month: number, english: boolean): string {
  return english ? (kMonths[month - 1] ?? '') : String(month);
}

/** 272_000 ms → "04:32"; from an hour on "1:04:32". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** The first 12 digits of a fingerprint, in fours, as a person compares them. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ');
}

/** 4200000 → "42,000"; cents stand only where there are some. */
export function money(cents: number): string {
  const text = formatArea(cents);
  return text.endsWith('.00') ? text.slice(0, -3) : text;
}
