/* Query.lookup */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [column IN $p2 | n[column]] AS node UNION ALL MATCH (n:Author) WHERE n.id IN $p3 RETURN $p4 AS kind, [column IN $p5 | n[column]] AS node UNION ALL MATCH (n:Organization) WHERE n.id IN $p6 RETURN $p7 AS kind, [column IN $p8 | n[column]] AS node

/* Query.lookup */ UNWIND $p0 AS key
    MATCH (i:Identifier {key: key}) UNWIND i.nodeIds[..$p1] AS id
    OPTIONAL MATCH (r:Resource {id: id}) OPTIONAL MATCH (a:Author {id: id}) OPTIONAL MATCH (o:Organization {id: id})
    RETURN key, id,
      CASE WHEN r IS NOT NULL THEN 'RESOURCE' WHEN a IS NOT NULL THEN 'AUTHOR' WHEN o IS NOT NULL THEN 'ORGANIZATION' END AS kind,
      CASE WHEN r IS NOT NULL THEN [column IN $p2 | r[column]] WHEN a IS NOT NULL THEN [column IN $p3 | a[column]]
        WHEN o IS NOT NULL THEN [column IN $p4 | o[column]] END AS node
    ORDER BY id

/* Query.search */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [column IN $p2 | n[column]] AS node

/* Query.search */ UNWIND $p0 AS query
    CALL db.index.fulltext.queryNodes($p1, query) YIELD node
    WITH node.searchOrdinal AS ordinal, count(*) AS matched WHERE matched >= $p2
    RETURN collect(ordinal) AS ordinals

/* Query.suggest */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [column IN $p2 | n[column]] AS node

/* Query.suggest */ UNWIND $p0 AS query
    CALL db.index.fulltext.queryNodes($p1, query) YIELD node
    WITH node.searchOrdinal AS ordinal, count(*) AS matched WHERE matched >= $p2
    RETURN collect(ordinal) AS ordinals

/* Resource.related */ UNWIND $p0 AS id
    CALL (id) {
      MATCH (q:Resource {id: id})
      CALL (q) { MATCH (q)-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]->(v) WHERE v.sharedWeight > 0
    MATCH (v)<-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]-(r:Resource) WHERE r <> q
    RETURN r, v.sharedWeight AS weight
  UNION ALL
    WITH q MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(x:Resource) WHERE x <> q AND x.sharedWeight > 0 WITH DISTINCT q, x
    MATCH (x)-[f:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) WHERE r <> q AND r <> x WITH DISTINCT x, r
    RETURN r, x.sharedWeight AS weight
  UNION ALL
    WITH q MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) WHERE r <> q WITH DISTINCT r
    RETURN r, $p1 AS weight }
      WITH q, r, sum(weight) AS score ORDER BY score DESC, r.id LIMIT $p2
      RETURN collect({
        node: [column IN $p3 | r[column]],
        shared: COLLECT {
          MATCH (q)-[e:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]->(v)<-[:ABOUT|AUTHORED_BY|HAS_ORGANIZATION|LISTED_IN|PUBLISHED_IN]-(r) WHERE v.sharedWeight > 0
          RETURN {type: type(e), id: v.id, weight: v.sharedWeight,
            node: CASE WHEN v:Author THEN [column IN $p4 | v[column]] WHEN v:Organization THEN [column IN $p5 | v[column]] END}
        },
        linked: COLLECT {
          MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(x:Resource) WHERE x <> q AND x <> r AND x.sharedWeight > 0
            AND EXISTS { MATCH (x)-[f:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) }
          RETURN {kind: type(e), outgoing: startNode(e) = q, id: x.id, weight: x.sharedWeight, node: [column IN $p6 | x[column]]}
        },
        direct: COLLECT {
          MATCH (q)-[e:IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES]-(r:Resource) RETURN {kind: type(e), outgoing: startNode(e) = q}
        }
      }) AS related
    }
    RETURN id AS parent, related

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) { UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE true RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers

/* search.index */ MATCH (p:SearchPart) WHERE p.holds <> 'postings'
    RETURN p.holds AS holds, p.bytes AS bytes ORDER BY p.holds, p.start
