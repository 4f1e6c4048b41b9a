/* Author.resources */ UNWIND $p0 AS p
    CALL (p) {
      MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource) WHERE n.id IS NOT NULL AND (NOT ((n.venueId IS NOT NULL AND n.venueId IN $p1)))
      WITH n ORDER BY n.id LIMIT $p2
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Author.resources */ UNWIND $p0 AS p
    CALL (p) { MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource) WHERE (NOT ((n.venueId IS NOT NULL AND n.venueId IN $p1))) RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* Query.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE n.id IS NOT NULL AND ((n.venueId IS NOT NULL AND n.venueId IN $p2) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p3 } AND (n.authorCount IS NOT NULL AND n.authorCount >= $p4))
      WITH n ORDER BY n.id LIMIT $p5
      RETURN collect([n.id, n.slug, n.title, n.titleTranslatedEn, n.titleTranslatedJa, n.type, n.url, n.urls, n.doi, n.arxivId, n.isbn, n.year, n.language, n.abstract, n.noteEn, n.noteJa, n.venueId, n.editionId, n.track, n.session, n.addedAt, n.identifiers, n.provenance, n.authorCount, n.topicCount, n.sourceCount, n.linkCount]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Query.resources */ UNWIND $p0 AS p
    CALL (p) { UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE ((n.venueId IS NOT NULL AND n.venueId IN $p2) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p3 } AND (n.authorCount IS NOT NULL AND n.authorCount >= $p4)) RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* Resource.authors */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:AUTHORED_BY]->(m:Author) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:AUTHORED_BY]->(m:Author)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE e.position IS NOT NULL AND m.id IS NOT NULL
      WITH e, m, incoming ORDER BY e.position, m.id LIMIT $p1
      RETURN collect({m: [m.id, m.slug, m.name, m.nameJa, m.url, m.aliases, m.orcid], e: [e.position, e.organizationIds, COLLECT { MATCH (o:Organization) WHERE o.id IN e.organizationIds RETURN [o.id, o.slug, o.name, o.nameJa, o.url, o.aliases] }, [e.sourceId, e.locator, e.retrievedAt, e.confidence, e.method]]}) AS items
    }
    RETURN id AS parent, total, items
