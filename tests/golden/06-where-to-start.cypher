/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([column IN $p3 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([column IN $p3 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([column IN $p3 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes

/* Topic.resources */ UNWIND $p0 AS p
    CALL (p) {
      UNWIND p.ids AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n, p WHERE n.sourceCountDown IS NOT NULL AND n.id IS NOT NULL AND ((n.type IS NOT NULL AND n.type = $p1))
      WITH n ORDER BY n.sourceCountDown, n.id LIMIT $p2
      RETURN collect([column IN $p3 | n[column]]) AS nodes
    }
    RETURN p.key AS parent, nodes
