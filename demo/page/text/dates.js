// How days and times are written here: day before month, 24 hours, never a month as a number.

const LONG_DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });
const TIME_SECONDS = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const SHORT_WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short" });

/** A calendar day "2026-11-23" as a local Date at noon, so that no clock change moves it. */
export function dayOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return new Date(year, month - 1, day, 12);
}

/** The local calendar day of a Date as "2026-11-23". */
export function isoOf(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function plusDays(iso, days) {
  const date = dayOf(iso);
  date.setDate(date.getDate() + days);
  return isoOf(date);
}

/** "Mon 23 Nov 2026" */
export function calendarDay(iso) {
  const date = dayOf(iso);
  return `${SHORT_WEEKDAY.format(date)} ${DAY.format(date)}`;
}

/** "23 Nov 2026" */
export function shortDay(iso) {
  return DAY.format(dayOf(iso));
}

/** "Monday 23 November 2026" */
export function longDay(date) {
  return LONG_DAY.format(date).replace(",", "");
}

/** A Slack ts ("1795000000.000100", seconds since 1970) as a Date. */
export function momentOf(ts) {
  return new Date(Number(ts) * 1000);
}

export function timeOf(ts) {
  return TIME.format(momentOf(ts));
}

export function clockNow() {
  return TIME_SECONDS.format(new Date());
}

/** Slack's date tokens, filled in for this moment; `today` (ISO) decides what "pretty" calls today. */
export function filledDate(seconds, format, today) {
  const date = new Date(Number(seconds) * 1000);
  const pretty = prettyDay(date, today);
  const parts = {
    date_num: isoOf(date),
    date: DAY.format(date),
    date_slash: isoOf(date).replaceAll("-", "/"),
    date_short: DAY.format(date),
    date_long: longDay(date),
    date_pretty: pretty ?? DAY.format(date),
    date_short_pretty: pretty ?? DAY.format(date),
    date_long_pretty: pretty ?? longDay(date),
    day_divider_pretty: pretty ?? longDay(date),
    time: TIME.format(date),
    time_secs: TIME_SECONDS.format(date),
    ago: agoOf(date, today),
  };
  return format.replace(/\{(\w+)\}/g, (token, name) => parts[name] ?? token);
}

function prettyDay(date, today) {
  if (!today) return null;
  const iso = isoOf(date);
  if (iso === today) return "today";
  if (iso === plusDays(today, -1)) return "yesterday";
  if (iso === plusDays(today, 1)) return "tomorrow";
  return null;
}

function agoOf(date, today) {
  if (!today) return DAY.format(date);
  const days = Math.round((dayOf(today) - dayOf(isoOf(date))) / 86_400_000);
  if (days === 0) return "today";
  const many = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return days > 0 ? `${many} ago` : `in ${many}`;
}
