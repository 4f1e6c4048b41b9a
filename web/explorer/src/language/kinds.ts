/** Words of the API as messages. */
import { MESSAGES, type MessageKey } from './messages.ts';

function known(key: string, otherwise: MessageKey): MessageKey {
  return key in MESSAGES ? (key as MessageKey) : otherwise;
}

/** PAPER, ARTICLE … */
export function resourceTypeKey(type: string): MessageKey {
  return known(`type.${type}`, 'type.OTHER');
}

/** Topic, Author … as GraphQL types, TOPIC, AUTHOR … as kinds. */
export function nodeKindKey(kind: string): MessageKey {
  const upper = kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return known(`kind.${upper}`, 'kind.RESOURCE');
}

/** AUTHORED_BY, ABOUT … */
export function edgeKindKey(kind: string): MessageKey {
  return known(`edge.${kind}`, 'edge.RELATED');
}
