// std.core: vocabulary that takes no side for a technology. It is always in scope.
// Kinds (actor, external, process, store, boundary, flow, data) are built in and are not repeated here.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// A stretch of network whose members reach each other without passing a filter.
type network : boundary "Network"

/// A network that anyone can join and where anyone may listen or inject.
type internet : network "Public internet"

/// A part of a network with addresses and filter rules of its own.
type subnet : network "Subnet"

/// A computer with an operating system of its own: whoever is administrator there owns all that runs in it.
type machine : boundary "Machine"

/// A machine made of software; what separates it from its neighbours is the hypervisor.
type virtual-machine : machine "Virtual machine"

/// A place that code is not meant to get out of, even when an attacker controls that code.
type sandbox : boundary "Sandbox"

/// A container: a sandbox that shares the kernel of its host.
type container : sandbox "Container"

/// An account, subscription or project at a cloud provider: one bill and one set of administrators.
type cloud-account : boundary "Cloud account"

/// What executes code for several programs at once: an application server, a container engine, a function host.
type runtime : boundary "Runtime"

/// A named part of a platform that gives its members rights and quotas of their own.
type namespace : boundary "Namespace"

/// An address space: what lies in it can read and write the same memory.
type os-process : boundary "Operating-system process"

/// A company, department or team that decides for itself whom it trusts.
type organisation : boundary "Organisation"

/// One customer's share of a system that several customers use.
type tenant : boundary "Tenant"

/// A place that is locked and guarded: what is inside can be touched by those who may enter.
type site : boundary "Physical site"

// ---- Traits and plain elements -------------------------------------------------------------------------------------

/// Listens on a network, so that whoever can reach the address can talk to it.
type networked "Listens on a network"

/// Runs on a device that its user controls and can look into and change.
type client "Client"

/// Passes requests on for somebody else; rules look through it for the caller.
type forwarding "Forwards requests"

/// Stands between clients and servers and speaks for one of them.
type proxy : forwarding "Proxy"

/// Spreads requests over several equal servers.
type load-balancer : forwarding "Load balancer"

/// The one door through which callers from outside reach what is behind it.
type gateway : forwarding "Gateway"

/// Code of others, or shared code, that runs with the rights of the program that loads it.
type library "Library"

/// Watches other elements and raises alarms.
type monitoring "Monitoring"

/// A service of another company that is used as it is, over the network.
type saas "Software as a service" { implies { managed = true, custom-code = false } }

/// A program that waits for requests of other programs and answers them.
type service : [process, networked] "Service"

/// A service that takes work from a queue or on a schedule and answers nobody directly.
type worker : process "Worker"

/// A service that a platform starts for each request and stops afterwards.
type serverless-function : [process, networked] "Serverless function" { implies { runs-in = serverless } }

/// A program that runs, does one job and ends.
type batch-job : process "Batch job"

/// A program that a person starts in a terminal.
type cli : [process, client] "Command-line program"

/// A program with a window on a desktop computer.
type desktop-app : [process, client] "Desktop application"

/// A program on a phone or a tablet.
type mobile-app : [process, client] "Mobile application"

/// A hardened host that administrators pass through on their way to the inside.
type bastion : [process, networked] "Bastion host"

/// The computer that a developer or an administrator works on, with the keys that lie on it.
type workstation : client "Workstation"

/// A small computer inside a thing, often where anybody can touch it.
type iot-device "Device of the internet of things"

/// Collects what devices say and passes commands to them.
type iot-gateway : gateway "Device gateway"

/// Starts, places and isolates the containers of others.
type container-platform "Container platform"

// ---- Development ---------------------------------------------------------------------------------------------------

/// Part of the way from source text to running software.
type development "Development tooling"

/// Builds, tests and ships software without a person at the keyboard.
type build-pipeline : development "Build pipeline"

/// Holds source text and its history.
type source-repository : development "Source repository"

/// Holds built packages, images or models from which they are installed.
type artifact-registry : development "Artifact registry"

// ---- Identity and secrets ------------------------------------------------------------------------------------------

/// Decides who somebody is, or keeps what that decision rests on.
type identity "Identity system"

/// Logs people or programs in and vouches for them to others.
type identity-provider : identity "Identity provider"

/// Keeps the accounts and what proves them.
type identity-store : [store, identity] "Identity store"

/// A directory that answers LDAP.
type ldap-directory : [identity-store, networked] "LDAP directory"

/// Keeps secrets encrypted and gives each only to callers with the right to it.
type vault : store "Secret vault" { implies { encrypted = true } }

/// A device that uses keys and never gives them away.
type hardware-security-module : vault "Hardware security module"

// ---- Stores --------------------------------------------------------------------------------------------------------

/// A store that answers queries.
type database : store "Database"

/// A database that is asked in SQL.
type sql : database "SQL database" { implies { query-api = sql } }

/// A database of documents, asked with queries that are documents themselves.
type document-store : database "Document database" { implies { query-api = document } }

/// A database of nodes and edges with a query language of its own.
type graph-database : database "Graph database" { implies { query-api = graph } }

/// A database that finds a value by its key.
type key-value : database "Key-value store" { implies { query-api = key-value } }

/// A large SQL database for analysis, filled from other stores.
type data-warehouse : sql "Data warehouse"

/// An index for full-text and similar searches, with a query language of its own.
type search : store "Search index" { implies { role = index } }

/// Files that are found by a path.
type file-store : store "File store"

/// Objects that are found by a name and fetched over HTTP.
type object-store : [store, networked] "Object store"

/// Keeps a record of what happened.
type log-store : store "Log store" { implies { role = log } }

/// Keeps messages until somebody takes them.
type queue : store "Message queue"

/// Keeps copies for a while, for speed.
type cache : store "Cache" { implies { role = cache } }

/// Keeps copies for the day when the original is lost.
type backup-store : store "Backup" { implies { role = backup } }

/// PostgreSQL, a SQL database that listens on a network.
type postgres : [sql, networked] "PostgreSQL"

/// MySQL and its relatives.
type mysql : [sql, networked] "MySQL"

/// Microsoft SQL Server.
type sql-server : [sql, networked] "SQL Server"

/// Oracle Database.
type oracle-database : [sql, networked] "Oracle Database"

/// A SQL database inside the program that uses it, in one file.
type sqlite : sql "SQLite" { implies { network-access = none } }

/// MongoDB, a document database.
type mongodb : [document-store, networked] "MongoDB"

/// Redis and its relatives: values in memory, found by key.
type redis : [key-value, networked] "Redis"

/// Memcached, a cache in memory.
type memcached : [key-value, cache, networked] "Memcached"

/// Elasticsearch or OpenSearch.
type elasticsearch : [search, networked] "Elasticsearch"

/// Apache Kafka, a log of messages that many read.
type kafka : [queue, networked] "Kafka"

/// RabbitMQ, a message broker.
type rabbitmq : [queue, networked] "RabbitMQ"

// ---- Managed services that are stores of a known kind --------------------------------------------------------------

/// Azure Blob Storage; the service encrypts all that it keeps.
type azure-blob : object-store "Azure Blob Storage" {
  implies { managed = true, encrypted = true, encryption = transparent }
}

/// Azure Key Vault.
type azure-key-vault : [vault, networked] "Azure Key Vault" { implies { managed = true } }

/// Azure Cache for Redis.
type azure-redis : redis "Azure Cache for Redis" { implies { managed = true } }

/// The logs of Azure Monitor; the service encrypts all that it keeps.
type azure-monitor : [log-store, networked] "Azure Monitor" {
  implies { managed = true, encrypted = true, encryption = transparent }
}

// ---- Protocols -----------------------------------------------------------------------------------------------------
// A protocol implies what it promises by itself, as it is usually set up. A flow that is better or worse says so.

/// Bytes in order and nothing else; what runs on top is not stated, so no protection is either.
protocol tcp "TCP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// Single datagrams, whose sender address anybody can forge.
protocol udp "UDP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// TLS with a checked server certificate; what runs inside is not stated.
protocol tls "TLS" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// TLS over datagrams.
protocol dtls "DTLS" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// Encrypted streams over datagrams, with the handshake of TLS 1.3.
protocol quic "QUIC" { implies { encrypted = true, integrity-protected = true, server-auth = true } }

/// HTTP in clear text.
protocol http "HTTP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 80 } }

/// HTTP inside TLS, or over QUIC.
protocol https : [http, tls] "HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// A WebSocket in clear text: it starts as an HTTP request and then carries messages both ways.
protocol websocket : http "WebSocket" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 80 }
}

/// A WebSocket inside TLS.
protocol wss : [websocket, https] "WebSocket over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Audio, video and data between browsers, encrypted with keys that the signalling vouches for.
protocol webrtc "WebRTC" { implies { encrypted = true, integrity-protected = true } }

/// Audio and video in clear text.
protocol rtp "RTP" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// gRPC in clear text.
protocol grpc "gRPC" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// gRPC inside TLS.
protocol grpcs : [grpc, tls] "gRPC over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// Calls that pass objects of a programming language, as Java RMI and .NET Remoting do.
protocol object-rpc "Object RPC" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// A secure shell or a tunnel through one, to a host whose key is known.
protocol ssh "SSH" { implies { encrypted = true, integrity-protected = true, server-auth = true, port = 22 } }

/// Files over SSH.
protocol sftp : ssh "SFTP" { implies { encrypted = true, integrity-protected = true, server-auth = true, port = 22 } }

/// A remote terminal in clear text.
protocol telnet "Telnet" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 23 }
}

/// A remote Windows desktop; its certificate is often not checked, so the server is not taken as proved.
protocol rdp "RDP" { implies { encrypted = true, integrity-protected = true, port = 3389 } }

/// A remote screen, in clear text unless something else protects it.
protocol vnc "VNC" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5900 } }

/// Files in clear text, and the password with them.
protocol ftp "FTP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 21 } }

/// FTP inside TLS.
protocol ftps : [ftp, tls] "FTP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 990 }
}

/// A shared folder in the manner of Unix, without encryption unless Kerberos is set up for it.
protocol nfs "NFS" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 2049 } }

/// A shared folder in the manner of Windows; whether it encrypts depends on its version and settings.
protocol smb "SMB" { implies { port = 445 } }

/// E-mail between servers; encryption is offered, and an attacker on the way can take the offer away.
protocol smtp "SMTP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 25 } }

/// E-mail inside TLS from the first byte.
protocol smtps : [smtp, tls] "SMTP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 465 }
}

/// Questions to a directory, in clear text.
protocol ldap "LDAP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 389 } }

/// LDAP inside TLS.
protocol ldaps : [ldap, tls] "LDAP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 636 }
}

/// Questions for names, in clear text and easily forged.
protocol dns "DNS" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 53 } }

/// DNS inside HTTPS.
protocol dns-over-https : [dns, https] "DNS over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// The time of day, without proof of who tells it.
protocol ntp "NTP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 123 } }

/// Log lines in single datagrams.
protocol syslog : udp "Syslog" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 514 }
}

/// Log lines inside TLS.
protocol syslog-tls : tls "Syslog over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6514 }
}

/// Network management by versions that send a shared word in clear text.
protocol snmp : udp "SNMP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 161 }
}

/// Messages to and from a broker, in clear text.
protocol amqp "AMQP" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5672 } }

/// AMQP inside TLS.
protocol amqps : [amqp, tls] "AMQP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 5671 }
}

/// Messages of small devices, in clear text.
protocol mqtt "MQTT" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 1883 } }

/// MQTT inside TLS.
protocol mqtts : [mqtt, tls] "MQTT over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 8883 }
}

/// Requests to small devices, in clear text.
protocol coap : udp "CoAP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 5683 }
}

/// Commands and readings of industrial controllers; the protocol knows neither callers nor secrets.
protocol modbus "Modbus" { implies { encrypted = false, integrity-protected = false, server-auth = false, port = 502 } }

/// The protocol of Kafka; whether it is inside TLS depends on the listener.
protocol kafka-wire "Kafka protocol" { implies { port = 9092 } }

/// The protocol of Kafka inside TLS.
protocol kafka-tls : [kafka-wire, tls] "Kafka protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 9093 }
}

/// The protocol of a SQL server; whether it is inside TLS depends on the driver's settings.
protocol sql-wire "SQL wire protocol"

/// The protocol of a SQL server inside TLS, with its certificate checked.
protocol sql-tls : [sql-wire, tls] "SQL wire protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true }
}

/// SQL through a Java driver; whether it is inside TLS depends on the driver's settings.
protocol jdbc : sql-wire "JDBC"

/// The protocol of Redis in clear text.
protocol redis-wire "Redis protocol" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 6379 }
}

/// The protocol of Redis inside TLS.
protocol redis-tls : [redis-wire, tls] "Redis protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6380 }
}

/// A tunnel between networks or hosts, as IPsec and WireGuard build them.
protocol vpn-tunnel "VPN tunnel" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, vpn = true }
}

/// A call inside one address space.
protocol in-process "Call in the same process" { implies { local = true } }

/// A pipe, socket file or shared memory between processes of one machine.
protocol ipc "Inter-process communication" { implies { local = true } }

/// Reading and writing files of the same machine.
protocol file-access "File access" { implies { local = true } }

/// A cable or port that one has to touch, such as USB or a serial line.
protocol physical-port "Physical port" { implies { local = true } }
