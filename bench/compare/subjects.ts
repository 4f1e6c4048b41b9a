/** What the comparison asks about, read from the data, so that it means the same in every graph. */
import neo4j, { type Driver } from 'neo4j-driver';
import { z } from 'zod';

/** The topic of the main question. */
const TOPIC = 'Topic:ml-testing';
const VENUES_NESTED = 20;

const subjectsModel = z.object({
  hubId: z.string(),
  hubSlug: z.string(),
  venueIds: z.array(z.string()).min(3),
  venueSlugs: z.array(z.string()).min(3),
  topicIds: z.array(z.string()).min(1),
  datedCount: z.number(),
  resourceId: z.string(),
  sparseTopicId: z.string(),
  sparseTopicSlug: z.string(),
  broadTopicId: z.string(),
  broadTopicSlug: z.string(),
});
/** Venues are in descending order of size. */
export type Subjects = z.infer<typeof subjectsModel>;

/** One after another, each a single row. */
const READS = [
  `MATCH (a:Author) WITH a ORDER BY a.resourceCount DESC, a.id LIMIT 1 RETURN a.id AS hubId, a.slug AS hubSlug`,
  `MATCH (n:Resource) WHERE n.venueId IS NOT NULL WITH n.venueId AS id, count(*) AS size ORDER BY size DESC, id LIMIT $venues
   MATCH (v:Venue {id: id}) RETURN collect(id) AS venueIds, collect(v.slug) AS venueSlugs`,
  `MATCH (t:Topic)-[:BROADER*0..]->(:Topic {id: $topic}) RETURN collect(DISTINCT t.id) AS topicIds`,
  `MATCH (n:Resource) WHERE n.year IS NOT NULL RETURN count(n) AS datedCount`,
  `MATCH (n:Resource)-[:AUTHORED_BY]->() WITH n, count(*) AS authors WHERE authors >= 3 RETURN n.id AS resourceId ORDER BY n.id LIMIT 1`,
  `MATCH (t:Topic)<-[:ABOUT]-() WITH t, count(*) AS size WHERE size >= 30 WITH t ORDER BY size, t.id LIMIT 1
   RETURN t.id AS sparseTopicId, t.slug AS sparseTopicSlug`,
  `MATCH (t:Topic)<-[:ABOUT]-() WITH t, count(*) AS size ORDER BY size DESC, t.id LIMIT 1
   RETURN t.id AS broadTopicId, t.slug AS broadTopicSlug`,
];

/** @throws ZodError when the data has no venue, author or topic to ask about. */
export async function readSubjects(driver: Driver): Promise<Subjects> {
  const found: Record<string, unknown> = {};
  for (const text of READS) {
    const { records } = await driver.executeQuery(text, { topic: TOPIC, venues: neo4j.int(VENUES_NESTED) });
    Object.assign(found, records[0]?.toObject());
  }
  return subjectsModel.parse(found);
}
