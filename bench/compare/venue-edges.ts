/**
 * Edges from each resource to its venue, for the peer only: the product keeps the venue's id with the resource, and a generated
 * API finds what an edge leads to. They are taken away afterwards.
 */
import type { Driver } from 'neo4j-driver';

const ADD = `MATCH (n:Resource) WHERE n.venueId IS NOT NULL
  CALL (n) { MATCH (v:Venue {id: n.venueId}) MERGE (n)-[:IN_VENUE]->(v) } IN TRANSACTIONS OF 5000 ROWS`;
const REMOVE = `MATCH (:Resource)-[e:IN_VENUE]->(:Venue) CALL (e) { DELETE e } IN TRANSACTIONS OF 5000 ROWS`;

/** A database that was just started reads its pages from the disk, for longer than its usual deadline. */
const DEADLINE_MS = 300_000;

async function runAlone(driver: Driver, text: string): Promise<void> {
  const session = driver.session();
  try {
    await session.run(text, {}, { timeout: DEADLINE_MS });
  } finally {
    await session.close();
  }
}

export function addVenueEdges(driver: Driver): Promise<void> {
  return runAlone(driver, ADD);
}

export function removeVenueEdges(driver: Driver): Promise<void> {
  return runAlone(driver, REMOVE);
}
