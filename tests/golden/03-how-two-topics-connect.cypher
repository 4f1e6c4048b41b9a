/* Query.path */ CALL () { UNWIND $p0 AS id MATCH (n:Resource {id: id}) RETURN n UNION ALL UNWIND $p1 AS id MATCH (n:Author {id: id}) RETURN n UNION ALL UNWIND $p2 AS id MATCH (n:Organization {id: id}) RETURN n UNION ALL UNWIND $p3 AS id MATCH (n:Venue {id: id}) RETURN n UNION ALL UNWIND $p4 AS id MATCH (n:VenueEdition {id: id}) RETURN n UNION ALL UNWIND $p5 AS id MATCH (n:Topic {id: id}) RETURN n UNION ALL UNWIND $p6 AS id MATCH (n:Source {id: id}) RETURN n }
    CALL (n) { MATCH (n)-[:AUTHORED_BY|ABOUT|BROADER|RELATED|IMPLEMENTS|EXPLAINS]-(m) RETURN collect(m.id) AS ids, collect(m.degree) AS degrees }
    RETURN n.id AS id, n.degree AS degree, ids, degrees

/* Query.path */ CALL () { UNWIND $p0 AS id MATCH (n:Resource {id: id}) RETURN n UNION ALL UNWIND $p1 AS id MATCH (n:Author {id: id}) RETURN n UNION ALL UNWIND $p2 AS id MATCH (n:Organization {id: id}) RETURN n UNION ALL UNWIND $p3 AS id MATCH (n:Venue {id: id}) RETURN n UNION ALL UNWIND $p4 AS id MATCH (n:VenueEdition {id: id}) RETURN n UNION ALL UNWIND $p5 AS id MATCH (n:Topic {id: id}) RETURN n UNION ALL UNWIND $p6 AS id MATCH (n:Source {id: id}) RETURN n }
    CALL (n) { MATCH (n)-[:AUTHORED_BY|ABOUT|BROADER|RELATED|IMPLEMENTS|EXPLAINS]-(m) RETURN collect(m.id) AS ids, collect(m.degree) AS degrees }
    RETURN n.id AS id, n.degree AS degree, ids, degrees

/* Query.path */ CALL () { UNWIND $p0 AS id MATCH (n:Resource {id: id}) RETURN n UNION ALL UNWIND $p1 AS id MATCH (n:Author {id: id}) RETURN n UNION ALL UNWIND $p2 AS id MATCH (n:Organization {id: id}) RETURN n UNION ALL UNWIND $p3 AS id MATCH (n:Venue {id: id}) RETURN n UNION ALL UNWIND $p4 AS id MATCH (n:VenueEdition {id: id}) RETURN n UNION ALL UNWIND $p5 AS id MATCH (n:Topic {id: id}) RETURN n UNION ALL UNWIND $p6 AS id MATCH (n:Source {id: id}) RETURN n }
    CALL (n) { MATCH (n)-[:AUTHORED_BY|ABOUT|BROADER|RELATED|IMPLEMENTS|EXPLAINS]-(m) RETURN collect(m.id) AS ids, collect(m.degree) AS degrees }
    RETURN n.id AS id, n.degree AS degree, ids, degrees

/* Query.path */ CALL () { UNWIND $p0 AS id MATCH (n:Resource {id: id}) RETURN n UNION ALL UNWIND $p1 AS id MATCH (n:Author {id: id}) RETURN n UNION ALL UNWIND $p2 AS id MATCH (n:Organization {id: id}) RETURN n UNION ALL UNWIND $p3 AS id MATCH (n:Venue {id: id}) RETURN n UNION ALL UNWIND $p4 AS id MATCH (n:VenueEdition {id: id}) RETURN n UNION ALL UNWIND $p5 AS id MATCH (n:Topic {id: id}) RETURN n UNION ALL UNWIND $p6 AS id MATCH (n:Source {id: id}) RETURN n }
    CALL (n) { MATCH (n)-[e:AUTHORED_BY|ABOUT|BROADER|RELATED|IMPLEMENTS|EXPLAINS]->(m) WHERE m.id IN $p7 RETURN e, m.id AS target }
    RETURN type(e) AS kind, n.id AS source, target, e.locator AS locator, e.origin AS origin

/* Query.path */ MATCH (n:Resource) WHERE n.id IN $p0 RETURN $p1 AS kind, [column IN $p2 | n[column]] AS node
