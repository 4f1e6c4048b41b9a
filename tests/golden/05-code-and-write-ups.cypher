/* Query.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE n.sourceCountDown IS NOT NULL AND n.yearDown IS NOT NULL AND n.id IS NOT NULL AND (EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p2 } AND EXISTS { (n)<-[nl:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(nr:Resource) WHERE (type(nl) IN $p3 AND true) })
      WITH n ORDER BY n.sourceCountDown, n.yearDown, n.id LIMIT $p4
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Query.resources */ UNWIND $p0 AS p
    CALL (p) { UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE (EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p2 } AND EXISTS { (n)<-[nl:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(nr:Resource) WHERE (type(nl) IN $p3 AND true) }) RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* Resource.links */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id}) MATCH (n)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(m:Resource) WHERE type(e) IN $p1 RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id}) MATCH (n)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(m:Resource) WHERE type(e) IN $p2
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE e.kindRank IS NOT NULL AND incoming IS NOT NULL AND m.id IS NOT NULL
      WITH e, m, incoming ORDER BY e.kindRank, incoming, m.id LIMIT $p3
      RETURN collect({m: [m.id, m.slug, m.title, m.titleTranslatedEn, m.titleTranslatedJa, m.type, m.url, m.urls, m.doi, m.arxivId, m.isbn, m.year, m.language, m.abstract, m.noteEn, m.noteJa, m.venueId, m.editionId, m.track, m.session, m.addedAt, m.identifiers, m.provenance, m.authorCount, m.topicCount, m.sourceCount, m.linkCount], e: [type(e), incoming = 0, [e.sourceId, e.locator, e.retrievedAt, e.confidence, e.method]]}) AS items
    }
    RETURN id AS parent, total, items

/* Resource.organizations */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:HAS_ORGANIZATION]->(m:Organization) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:HAS_ORGANIZATION]->(m:Organization)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE e.ordinal IS NOT NULL AND m.id IS NOT NULL
      WITH e, m, incoming ORDER BY e.ordinal, m.id LIMIT $p1
      RETURN collect({m: [m.id, m.slug, m.name, m.nameJa, m.url, m.aliases], e: [e.ordinal]}) AS items
    }
    RETURN id AS parent, total, items

/* Resource.sources */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:LISTED_IN]->(m:Source) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:LISTED_IN]->(m:Source)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE m.id IS NOT NULL
      WITH e, m, incoming ORDER BY m.id LIMIT $p1
      RETURN collect({m: m.id, e: [e.section, e.locator]}) AS items
    }
    RETURN id AS parent, total, items
