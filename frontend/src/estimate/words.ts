// An estimate as a person reads it: rounded, and never more certain than it is.

export function minutesText(minutes: number): string {
  if (minutes < 1) return "under a minute";
  const whole = Math.ceil(minutes);
  if (whole < 90) return `about ${whole} min`;
  const [hours, rest] = [Math.floor(whole / 60), Math.round((whole % 60) / 5) * 5];
  return rest === 60 ? `about ${hours + 1} h` : `about ${hours} h${rest > 0 ? ` ${rest} min` : ""}`;
}

export function costText(usd: number): string {
  return usd < 0.01 ? "under 1 cent" : `about $${usd.toFixed(2)}`;
}
