/* Query.resources */ UNWIND $p0 AS p CALL (p) { MATCH (n:Resource) WHERE ((n.type IS NOT NULL AND n.type = $p1)) RETURN collect(n) AS set0 } WITH *, {ask: 'count', total: size(set0)} AS answer0 CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n UNWIND n.topicOrdinalsUp AS key
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p2] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.topicCount = 0]),
        distinct: size(ranked), buckets: buckets} AS answer1
    }
    RETURN p.key AS parent, [answer0, answer1] AS answers

/* Query.resources */ UNWIND $p0 AS p CALL (p) { MATCH (n:Resource) WHERE ((n.type IS NOT NULL AND n.type IN $p1)) RETURN collect(n) AS set0 } WITH *, {ask: 'count', total: size(set0)} AS answer0 CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n UNWIND n.topicOrdinalsUp AS key
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p2] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.topicCount = 0]),
        distinct: size(ranked), buckets: buckets} AS answer1
    }
    RETURN p.key AS parent, [answer0, answer1] AS answers
