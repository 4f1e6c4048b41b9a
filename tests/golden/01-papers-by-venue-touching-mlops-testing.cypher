/* Query.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE n.yearDown IS NOT NULL AND n.titleUp IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type IN $p2) AND (n.venueId IS NOT NULL AND n.venueId IN $p3) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p4 })
      WITH n ORDER BY n.yearDown, n.titleUp, n.id LIMIT $p5
      RETURN collect([column IN $p6 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Query.resources */ UNWIND $p0 AS p CALL (p) { UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE ((n.type IS NOT NULL AND n.type IN $p2) AND (n.venueId IS NOT NULL AND n.venueId IN $p3) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p4 }) RETURN collect(n) AS set0 } WITH *, {ask: 'count', total: size(set0)} AS answer0 CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.venueId AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p5] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.venueId IS NULL]),
        distinct: size(ranked), buckets: buckets} AS answer1
    } CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.venueId AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p6] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.venueId IS NULL]),
        distinct: size(ranked), buckets: buckets} AS answer2
    } CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.year AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, toString(key)
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p7] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.year IS NULL]),
        distinct: size(ranked), buckets: buckets} AS answer3
    } CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n UNWIND n.topicOrdinals AS key
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p8] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.topicCount = 0]),
        distinct: size(ranked), buckets: buckets} AS answer4
    }
    RETURN p.key AS parent, [answer0, answer1, answer2, answer3, answer4] AS answers

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

/* Resource.topics */ UNWIND $p0 AS id
    CALL (id) { MATCH (n:Resource {id: id})-[e:ABOUT]->(m:Topic) RETURN count(e) AS total }
    CALL (id) {
      MATCH (n:Resource {id: id})-[e:ABOUT]->(m:Topic)
      WITH n, e, m, CASE WHEN startNode(e) = n THEN 0 ELSE 1 END AS incoming
      WHERE -e.score IS NOT NULL AND m.id IS NOT NULL
      WITH e, m, incoming ORDER BY -e.score, m.id LIMIT $p1
      RETURN collect({m: m.id, e: [column IN $p2 | e[column]]}) AS items
    }
    RETURN id AS parent, total, items

/* ResourceGroup.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND $p1 AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE ((n.type IS NOT NULL AND n.type IN $p2) AND (n.venueId IS NOT NULL AND n.venueId IN $p3) AND EXISTS { (n)-[:ABOUT]->(nt:Topic) WHERE nt.id IN $p4 }) AND n.venueId IN p.group0 AND n.yearDown IS NOT NULL AND n.id IS NOT NULL AND true
      WITH n ORDER BY n.yearDown, n.id LIMIT $p5
      RETURN collect([column IN $p6 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes
