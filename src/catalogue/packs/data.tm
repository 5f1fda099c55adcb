// std.data: databases by product, and the machinery around data: pipelines, lakes, replicas, reports.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// Where software is tried out: less guarded than production, and used by more people.
type test-environment : boundary "Test environment"

// ---- SQL databases --------------------------------------------------------------------------------------------------

/// MariaDB.
type mariadb : mysql "MariaDB"

/// CockroachDB, a SQL database spread over machines.
type cockroachdb : postgres "CockroachDB"

/// YugabyteDB, a SQL database spread over machines.
type yugabytedb : postgres "YugabyteDB"

/// IBM Db2.
type db2 : [sql, networked] "Db2"

/// SAP HANA.
type sap-hana : [sql, networked] "SAP HANA"

/// Firebird.
type firebird : [sql, networked] "Firebird"

/// A SQL database for analysis inside the program that uses it.
type duckdb : sql "DuckDB" { implies { network-access = none } }

/// ClickHouse, a SQL database for analysis.
type clickhouse : [data-warehouse, networked] "ClickHouse"

/// Snowflake, a data warehouse as a service.
type snowflake : [data-warehouse, networked, saas] "Snowflake"

/// Databricks SQL over a lake.
type databricks : [data-warehouse, networked, saas] "Databricks"

/// Trino or Presto: SQL over other stores.
type trino : [data-warehouse, networked] "Trino"

/// A copy of a SQL database that follows it and answers reads.
type read-replica : sql "Read replica"

// ---- Other databases ------------------------------------------------------------------------------------------------

/// Apache Cassandra.
type cassandra : [wide-column-store, networked] "Cassandra"

/// ScyllaDB.
type scylladb : cassandra "ScyllaDB"

/// Apache HBase.
type hbase : [wide-column-store, networked] "HBase"

/// CouchDB.
type couchdb : [document-store, networked] "CouchDB"

/// Couchbase.
type couchbase : [document-store, networked] "Couchbase"

/// RavenDB.
type ravendb : [document-store, networked] "RavenDB"

/// Neo4j.
type neo4j : [graph-database, networked] "Neo4j"

/// ArangoDB.
type arangodb : [graph-database, networked] "ArangoDB"

/// InfluxDB.
type influxdb : [time-series-database, networked] "InfluxDB"

/// Prometheus: collects measurements and raises alarms.
type prometheus : [time-series-database, networked, monitoring] "Prometheus"

/// TimescaleDB, PostgreSQL for measurements.
type timescaledb : [postgres, time-series-database] "TimescaleDB" { implies { query-api = sql } }

/// Valkey, a relative of Redis.
type valkey : redis "Valkey"

/// Hazelcast, values in the memory of several machines.
type hazelcast : [key-value, cache, networked] "Hazelcast"

/// A key-value store inside the program that uses it, such as RocksDB or LMDB.
type embedded-key-value : key-value "Embedded key-value store" { implies { network-access = none } }

/// OpenSearch.
type opensearch : elasticsearch "OpenSearch"

/// Apache Solr.
type solr : [search, networked] "Solr"

/// Meilisearch or Typesense.
type meilisearch : [search, networked] "Meilisearch"

/// A log that keeps each change for ever and from which the present state is computed.
type event-store : database "Event store"

/// A record that several parties keep together and none can change alone, such as a blockchain. Declare it as what it is
/// here: a store, a process of ours, or somebody else's system.
type ledger "Ledger"

// ---- Files and lakes ------------------------------------------------------------------------------------------------

/// MinIO, objects as Amazon S3 keeps them.
type minio : object-store "MinIO"

/// Files on a shared server.
type file-share : [file-store, networked] "File share"

/// The Hadoop distributed file system.
type hdfs : [file-store, networked] "HDFS"

/// Raw data of many sources in one place, for analysis that nobody has thought of yet.
type data-lake : store "Data lake"

/// Tables over files in a lake.
type lakehouse : [data-lake, sql] "Lakehouse"

/// A database written into a file.
type database-dump : backup-store "Database dump"

/// A table that people pass on by hand.
type spreadsheet : store "Spreadsheet" { implies { query-api = none } }

// ---- Programs -------------------------------------------------------------------------------------------------------

/// Takes data out of one store, changes it, and puts it into another.
type data-pipeline : process "Data pipeline"

/// Passes on each change of a database as it happens, as Debezium does.
type change-capture : data-pipeline "Change data capture"

/// Computes over streams without end, as Flink and Kafka Streams do.
type stream-processor : data-pipeline "Stream processor"

/// Computes over large sets on many machines, as Spark does.
type batch-processor : [data-pipeline, batch-job] "Batch processor"

/// Starts pipelines in order, as Airflow does, and holds the keys to all their ends.
type pipeline-scheduler : [process, networked] "Pipeline scheduler" { implies { executes-code = true } }

/// Changes the shape of a database when software is updated.
type schema-migration : batch-job "Schema migration"

/// Copies data to where it survives.
type backup-job : batch-job "Backup job"

/// Lets people ask databases questions of their own and draws the answers, as Metabase and Power BI do.
type bi-tool : web-app "Business-intelligence tool"

/// A page through which administrators use a database, as phpMyAdmin and pgAdmin do.
type database-console : web-app "Database console" { implies { custom-code = false } }

/// Keeps connections to a database open for programs, as PgBouncer does.
type connection-pooler : proxy "Connection pooler"

/// Says what data there is, where, and what it means.
type data-catalogue : [store, networked] "Data catalogue"

/// Keeps the keys that own something on a ledger.
type wallet : vault "Wallet"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// The protocol of MongoDB; whether it is inside TLS depends on the connection string.
protocol mongodb-wire "MongoDB protocol" { implies { port = 27017 } }

/// The protocol of MongoDB inside TLS.
protocol mongodb-tls : [mongodb-wire, tls] "MongoDB protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 27017 }
}

/// The protocol of Cassandra; whether it is inside TLS depends on the driver's settings.
protocol cql "Cassandra protocol" { implies { port = 9042 } }

/// The protocol of Cassandra inside TLS.
protocol cql-tls : [cql, tls] "Cassandra protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 9042 }
}

/// SQL through a driver manager; whether it is inside TLS depends on the driver's settings.
protocol odbc : sql-wire "ODBC"

/// The protocol of Neo4j; whether it is inside TLS depends on the address.
protocol bolt "Bolt" { implies { port = 7687 } }

/// The protocol of Memcached in clear text.
protocol memcached-wire "Memcached protocol" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 11211 }
}

/// Blocks of a disk over a network, without encryption.
protocol iscsi "iSCSI" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 3260 }
}

/// Files of a server copied by difference, in clear text unless it runs through SSH.
protocol rsync "rsync" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 873 }
}

/// Tables in memory over gRPC, inside TLS.
protocol arrow-flight : grpcs "Arrow Flight" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Which rows and columns somebody may read is decided by who they are, for every tool alike.
technique data-access-policy : access-control "Row and column rights" {
  counters     = [information-disclosure]
  technologies = ["row-level security", "Lake Formation", "column masking"]
  refs         = ["CWE-1220"]
}

/// Copies cannot be changed or deleted before their time, not even by administrators.
technique immutable-storage : append-only-log "Immutable storage" {
  counters     = [denial-of-service, tampering]
  technologies = ["S3 Object Lock", "immutable vaults", "tapes"]
  refs         = ["M1053"]
}

/// Somebody is told, or stopped, when more is read than the work of a person explains.
technique bulk-access-monitoring : log-monitoring "Watch over bulk reads" {
  counters     = [information-disclosure, repudiation]
  technologies = ["database activity monitoring", "export quotas"]
  refs         = ["CWE-799"]
}
