/** The editions of venues, from the catalogue. */
import { compareText, type NodeId } from '../../domain/ids.ts';
import type { VenueEdition } from '../../domain/model.ts';
import type { PageRequest, Position } from '../../domain/page.ts';
import type { ExpandPage } from '../graph-store.ts';
import { toPage } from './answers.ts';
import type { Catalog } from './catalog.ts';

/** By year descending, then id. */
function compare(left: Position, right: Position): number {
  return Number(right.keys[0]) - Number(left.keys[0]) || compareText(left.id, right.id);
}

function positionOf(edition: VenueEdition): Position {
  return { keys: [edition.year], id: edition.id };
}

/** A page of the editions of each venue, or all of them. */
export function expandEditions(
  catalog: Catalog,
  parents: readonly NodeId[],
  request: PageRequest | null,
): Map<NodeId, ExpandPage<'Venue.editions'>> {
  return new Map(
    parents.map((id) => {
      const all = catalog.editions
        .filter((edition) => edition.venueId === id)
        .toSorted((left, right) => compare(positionOf(left), positionOf(right)));
      const page = request ?? { size: all.length, from: 'start', after: null, before: null };
      const { after, before } = page;
      const between = all.filter(
        (edition) =>
          (after === null || compare(positionOf(edition), after) > 0) &&
          (before === null || compare(positionOf(edition), before) < 0),
      );
      const found = page.from === 'start' ? between : between.toReversed();
      const items = found.slice(0, page.size + 1).map((node) => ({ node, keys: [node.year] }));
      return [id, { ...toPage(items, page), totalCount: all.length }];
    }),
  );
}
