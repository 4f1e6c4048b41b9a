/* Query.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE n.sourceCountDown IS NOT NULL AND n.yearDown IS NOT NULL AND n.id IS NOT NULL AND (EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p2 } AND EXISTS { (n)<-[nl:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(nr:Resource) WHERE (type(nl) IN $p3 AND true) })
      WITH n ORDER BY n.sourceCountDown, n.yearDown, n.id LIMIT $p4
      RETURN collect([column IN $p5 | n[column]]) AS nodes
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
      RETURN collect({m: [column IN $p4 | m[column]], e: [column IN $p5 | e[column]], kind: type(e), outgoing: incoming = 0}) AS items
    }
    RETURN id AS parent, total, items

/* Resource.organizations */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:HAS_ORGANIZATION]->(m:Organization) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:HAS_ORGANIZATION]->(m:Organization)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE e.ordinal IS NOT NULL AND m.id IS NOT NULL
      WITH e, m, incoming ORDER BY e.ordinal, m.id LIMIT $p1
      RETURN collect({m: [column IN $p2 | m[column]], e: [column IN $p3 | e[column]]}) AS items
    }
    RETURN id AS parent, total, items

/* Resource.sources */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:LISTED_IN]->(m:Source) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:LISTED_IN]->(m:Source)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE m.id IS NOT NULL
      WITH e, m, incoming ORDER BY m.id LIMIT $p1
      RETURN collect({m: m.id, e: [column IN $p2 | e[column]]}) AS items
    }
    RETURN id AS parent, total, items
