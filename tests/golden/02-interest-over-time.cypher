/* Query.resources */ UNWIND $p0 AS p CALL (p) { MATCH (n:Resource) WHERE ((n.year IS NOT NULL AND n.year >= $p1) AND (n.year IS NOT NULL AND n.year <= $p2) AND (n.venueId IS NOT NULL AND n.venueId IN $p3)) RETURN collect(n) AS set0 } WITH *, {ask: 'count', total: size(set0)} AS answer0 CALL (set0) {
      WITH [n IN set0 WHERE n.year IS NOT NULL AND ($p4 IS NULL OR n.year >= $p5)
        AND ($p6 IS NULL OR n.year <= $p7)] AS dated, size([n IN set0 WHERE n.year IS NULL]) AS undated
      CALL (dated) {
        UNWIND dated AS n WITH n.year AS year, count(*) AS count RETURN collect([year, count]) AS years
      }
      CALL (dated) {
        UNWIND dated AS n UNWIND n.topicOrdinalsUp AS key
        WITH key, n.year AS year, count(*) AS count
        WITH key, sum(count) AS total, collect([year, count]) AS cells
        ORDER BY total DESC, key LIMIT $p8
        RETURN collect({bucket: {key: key, count: total, node: null}, cells: cells}) AS series
      }
      RETURN {ask: 'trend', undated: undated, years: years, series: series} AS answer1
    }
    RETURN p.key AS parent, [answer0, answer1] AS answers
