/** URL and DateTime: what may come in. What goes out was checked by ingest. */
import { GraphQLError, Kind, type GraphQLScalarType, type ValueNode } from 'graphql';
import { checkText } from '../domain/text.ts';

const MAX_URL_CHARACTERS = 1_000;

function parseUrl(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value) || !/^https?:/i.test(value)) {
    throw new GraphQLError('A URL is an absolute http or https address.');
  }
  checkText('A URL', value, MAX_URL_CHARACTERS);
  return value;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function parseDateTime(value: unknown): string {
  if (typeof value !== 'string' || !MOMENT.test(value) || Number.isNaN(Date.parse(value))) {
    throw new GraphQLError('A DateTime reads 2026-11-23 or 2026-11-23T00:00:00Z.');
  }
  return new Date(value).toISOString();
}

/** Gives a scalar of the schema file its rules. */
export function bindScalar(scalar: GraphQLScalarType): void {
  const parse = scalar.name === 'URL' ? parseUrl : scalar.name === 'DateTime' ? parseDateTime : null;
  if (parse === null) throw new Error(`The scalar ${scalar.name} has no rules`);
  scalar.parseValue = parse;
  scalar.parseLiteral = (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null);
}
