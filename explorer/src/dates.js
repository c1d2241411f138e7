const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "2025-08-22" as "22 August 2025": as exact as it is written. */
export function spelt(date) {
  const [year, month, day] = date.split("-");
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

export const shortMonth = (month) => MONTHS[month - 1].slice(0, 3);

export const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first and the last day that a date can mean. */
export function earliest(date) {
  const [year, month = "01", day = "01"] = date.split("-");
  return `${year}-${month}-${day}`;
}

export function latest(date) {
  const [year, month = "12", day] = date.split("-");
  return `${year}-${month}-${day ?? daysIn(Number(year), Number(month))}`;
}
