/** What is told of a variable that does not fit its type: where and why, and never the value that was sent. */

/** Reasons of graphql-js, each with what is left of it without the value. Those of our scalars are told as they are. */
const REASONS: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/; (Int|Float|String|Boolean|ID) cannot represent /, (type) => `it must be ${type}`],
  [/(?:does not exist in|; Enum) "(\w+)"/, (type) => `it must be one of ${type}`],
  [/; Field ("\w{1,60}" is not defined by type "\w+")\./, (reason) => `field ${reason}`],
  [/; Field ("\w+" of required type "[\w[\]!]+" was not provided)\.$/, (reason) => `field ${reason}`],
  [/; Expected type "\w+" to be an (object)\.$/, (reason) => `it must be an ${reason}`],
  [/; Expected non-nullable type "[\w[\]!]+" not to be (null)\.$/, (reason) => `it must not be ${reason}`],
  [/; ([A-Z][^";]{1,200})\.$/, (reason) => reason],
];

/** @returns null for any other message of the engine. */
export function coercionMessage(message: string): string | null {
  const variable = /^Variable "(\$\w{1,60})" got invalid value /.exec(message)?.[1];
  if (variable === undefined) return null;
  const place = / at "([\w.[\]]{1,100})"; /.exec(message)?.[1];
  const reasons = REASONS.flatMap(([pattern, tell]) => {
    const found = pattern.exec(message)?.[1];
    return found === undefined ? [] : [tell(found)];
  });
  const where = place === undefined ? variable : `${variable} at ${place}`;
  return `The value of ${where} does not fit its type${reasons[0] === undefined ? '' : `: ${reasons[0]}`}.`;
}
