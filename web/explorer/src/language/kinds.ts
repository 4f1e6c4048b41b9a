/** Words of the API as messages. */
import { MESSAGES, type MessageKey } from './messages.ts';

function known(key: string, otherwise: MessageKey): MessageKey {
  return key in MESSAGES ? (key as MessageKey) : otherwise;
}

/** All types of resources, in the order of their messages. */
export const RESOURCE_TYPES: readonly string[] = Object.keys(MESSAGES)
  .filter((key) => key.startsWith('type.'))
  .map((key) => key.slice('type.'.length));

/** PAPER, ARTICLE … */
export function resourceTypeKey(type: string): MessageKey {
  return known(`type.${type}`, 'type.OTHER');
}

/** Topic, Author … as GraphQL types, TOPIC, AUTHOR … as kinds. */
export function nodeKindKey(kind: string): MessageKey {
  const upper = kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return known(`kind.${upper}`, 'kind.RESOURCE');
}

/** title, topics … as `matchedFields` of a search. */
export function searchFieldKey(field: string): MessageKey {
  return known(`field.${field}`, 'field.name');
}

/** AUTHORED_BY, ABOUT … */
export function edgeKindKey(kind: string): MessageKey {
  return known(`edge.${kind}`, 'edge.RELATED');
}
