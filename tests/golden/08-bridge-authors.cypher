/* Author.resources */ UNWIND $p0 AS p
    CALL (p) {
      MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource) WHERE n.id IS NOT NULL AND (NOT ((n.venueId IS NOT NULL AND n.venueId IN $p1)))
      WITH n ORDER BY n.id LIMIT $p2
      RETURN collect([column IN $p3 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Author.resources */ UNWIND $p0 AS p
    CALL (p) { MATCH (:Author {id: p.id})<-[:AUTHORED_BY]-(n:Resource) WHERE (NOT ((n.venueId IS NOT NULL AND n.venueId IN $p1))) RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* Query.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE n.id IS NOT NULL AND ((n.venueId IS NOT NULL AND n.venueId IN $p2) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p3 } AND (n.authorCount IS NOT NULL AND n.authorCount >= $p4))
      WITH n ORDER BY n.id LIMIT $p5
      RETURN collect([column IN $p6 | n[column]]) AS nodes
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
      RETURN collect({m: [column IN $p2 | m[column]], e: [column IN $p3 | e[column]], organizations: COLLECT { MATCH (o:Organization) WHERE o.id IN e.organizationIds RETURN [column IN $p4 | o[column]] }}) AS items
    }
    RETURN id AS parent, total, items
