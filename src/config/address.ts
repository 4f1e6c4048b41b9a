/** The parts of an address, or `null` where a text is none. (`URL.parse` is younger than the oldest Node we run on.) */
export function parseAddress(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}
