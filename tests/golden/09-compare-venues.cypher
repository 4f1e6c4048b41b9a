/* Query.topicGraph */ CALL () { MATCH (n:Resource) WHERE ((n.venueId IS NOT NULL AND n.venueId IN $p0)) RETURN collect(n) AS found }
    CALL (found) {
      UNWIND found AS n UNWIND n.topicOrdinals AS topic WITH topic, count(*) AS count
      RETURN collect([topic, count]) AS counts
    }
    CALL (found) {
      UNWIND found AS n UNWIND n.topicOrdinals AS first UNWIND n.topicOrdinals AS second
      WITH first, second WHERE first < second
      WITH first, second, count(*) AS count WHERE count >= $p1
      WITH first, second, count ORDER BY first, second
      RETURN collect([first, second, count]) AS pairs
    }
    RETURN counts, pairs

/* Topic.resources */ UNWIND $p0 AS p CALL (p) { UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WHERE true RETURN collect(n) AS set0 } CALL (set0) {
      UNWIND set0 AS n UNWIND n.topicOrdinals AS topic WITH topic, count(*) AS count
      WITH collect([topic, count]) AS counts
      RETURN {ask: 'topicWeights', total: size(set0), counts: counts} AS answer0
    }
    RETURN p.key AS parent, [answer0] AS answers

/* Venue.resources */ UNWIND $p0 AS p CALL (p) { MATCH (n:Resource) WHERE n.venueId = p.id AND true RETURN collect(n) AS set0 } CALL (set0) {
      UNWIND set0 AS n UNWIND n.topicOrdinals AS topic WITH topic, count(*) AS count
      WITH collect([topic, count]) AS counts
      RETURN {ask: 'topicWeights', total: size(set0), counts: counts} AS answer0
    } WITH *, {ask: 'count', total: size(set0)} AS answer1 CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.type AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p1] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.type IS NULL]),
        distinct: size(ranked), buckets: buckets} AS answer2
    } CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.track AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p2] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.track IS NULL]),
        distinct: size(ranked), buckets: buckets} AS answer3
    }
    RETURN p.key AS parent, [answer0, answer1, answer2, answer3] AS answers

/* VenueEdition.resources */ UNWIND $p0 AS p
    CALL (p) { MATCH (n:Resource) WHERE n.editionId = p.id AND true RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers
