const months31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])";
const months30 = "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)";
const february = "02-(?:0[1-9]|1\\d|2[0-8])";
const leapYear = "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const date = `(?:(?!0000)(?:\\d{4}-(?:${months31}|${months30}|${february})|${leapYear}-02-29))`;
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?";
const zone = "(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";
/** On the first and the last day there is, an offset can lead to a year that UTC doesn't write in four digits. */
const outside = "(?!0001-01-01T.*\\+|9999-12-31T.*-\\d\\d:\\d\\d$)";

/**
 * Formats as everything behind the validator takes them. Those of the library are wider: a UUID may begin with
 * `urn:uuid:`, and a time may have a leap second, a space or the year 0, also by its offset, which PostgreSQL or `Date` refuse.
 */
export const formats: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  date: new RegExp(`^${date}$`),
  "date-time": new RegExp(`^${outside}${date}T${time}${zone}$`),
};
