/** What a field's arguments come to, worked out once for all parents of its level: the arguments are the same for all. */
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Context } from './context.ts';

/**
 * @param plan reads the arguments; what it throws, every parent's field throws.
 * @returns the plan of a field of a request
 */
export function oncePerField<Args, Plan>(
  plan: (args: Args) => Plan,
): (args: Args, context: Context, info: GraphQLResolveInfo) => Plan {
  const ofRequests = new WeakMap<Context, Map<FieldNode | undefined, Plan>>();
  return (args, context, { fieldNodes: [field] }) => {
    let ofRequest = ofRequests.get(context);
    if (ofRequest === undefined) ofRequests.set(context, (ofRequest = new Map()));
    const known = ofRequest.get(field);
    if (known !== undefined) return known;
    const made = plan(args);
    ofRequest.set(field, made);
    return made;
  };
}
