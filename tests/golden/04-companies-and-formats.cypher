/* Topic.resources */ UNWIND $p0 AS p CALL (p) { UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE true RETURN collect(n) AS set0 } WITH *, {ask: 'count', total: size(set0)} AS answer0 CALL (set0) {
      CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n MATCH (n)-[:HAS_ORGANIZATION]->(v:Organization) WITH *, v.id AS key
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p1] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: head(COLLECT { MATCH (w:Organization {id: entry.key}) RETURN [column IN $p2 | w[column]] })}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.organizationCount = 0]),
        distinct: size(ranked), buckets: buckets} AS rows
    }
      CALL (set0) {
      CALL (set0) {
        UNWIND set0 AS n WITH *, n.type AS key WHERE key IS NOT NULL
        WITH key, count(*) AS count ORDER BY count DESC, key
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..$p3] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: null}) AS buckets
      }
      RETURN {ask: 'facet', total: size(set0), missing: size([n IN set0 WHERE n.type IS NULL]),
        distinct: size(ranked), buckets: buckets} AS columns
    }
      WITH *, [entry IN rows.buckets | entry.key] AS rowKeys, [entry IN columns.buckets | entry.key] AS columnKeys
      CALL (set0, rowKeys, columnKeys) {
        UNWIND set0 AS n
        MATCH (n)-[:HAS_ORGANIZATION]->(v:Organization) WITH *, v.id AS row
        WITH n, row, columnKeys WHERE row IN rowKeys
        WITH *, n.type AS column WHERE column IS NOT NULL
        WITH row, column, columnKeys WHERE column IN columnKeys
        WITH row, column, count(*) AS count
        RETURN collect({row: row, column: column, count: count}) AS cells
      }
      RETURN {ask: 'cross', total: size(set0), rows: rows, columns: columns, cells: cells} AS answer1
    }
    RETURN p.key AS parent, [answer0, answer1] AS answers
