// std.messaging: queues, topics and streams, and the services that carry messages to people.

// ---- Brokers and streams --------------------------------------------------------------------------------------------

/// A program that keeps messages for many senders and many readers.
type message-broker : [queue, networked] "Message broker"

/// A named stream of messages, each of which goes to every subscriber.
type topic : queue "Topic"

/// Passes events on to whoever has asked for their kind.
type event-bus : [queue, networked] "Event bus"

/// Messages in order that stay for a while and may be read again.
type event-stream : [queue, networked] "Event stream"

/// Where messages go that could not be processed.
type dead-letter-queue : queue "Dead-letter queue"

/// Messages that are written together with the data, and sent afterwards.
type outbox : queue "Outbox"

/// Work that waits for a worker, as Celery and Sidekiq keep it.
type job-queue : queue "Job queue"

/// Apache Kafka, a log of messages that many read.
type kafka : [event-stream, message-broker] "Kafka"

/// Redpanda, which speaks the protocol of Kafka.
type redpanda : kafka "Redpanda"

/// Apache Pulsar.
type pulsar : [event-stream, message-broker] "Pulsar"

/// RabbitMQ, a message broker.
type rabbitmq : message-broker "RabbitMQ"

/// Apache ActiveMQ.
type activemq : message-broker "ActiveMQ"

/// IBM MQ.
type ibm-mq : message-broker "IBM MQ"

/// NATS.
type nats : message-broker "NATS"

/// Streams inside Redis.
type redis-streams : [redis, event-stream] "Redis streams" { implies { query-api = key-value } }

/// A broker that devices talk to with MQTT.
type mqtt-broker : message-broker "MQTT broker"

/// Mosquitto.
type mosquitto : mqtt-broker "Mosquitto"

/// EMQX.
type emqx : mqtt-broker "EMQX"

// ---- Around them ----------------------------------------------------------------------------------------------------

/// Says which form the messages of each topic have.
type schema-registry : [store, networked] "Schema registry" { implies { query-api = none } }

/// Keeps the order of a cluster of brokers.
type zookeeper : [key-value, networked] "ZooKeeper"

/// Moves messages between a broker and other systems, as Kafka Connect does.
type broker-connector : worker "Broker connector"

/// Joins two brokers and passes messages from one to the other.
type broker-bridge : [process, networked] "Bridge between brokers"

/// An integration platform: routes, translates and enriches messages between systems, as Camel and MuleSoft do.
type integration-bus : [process, networked] "Integration bus"

/// Leads several services through one piece of business by messages.
type saga-orchestrator : worker "Saga orchestrator"

// ---- Messages to people ---------------------------------------------------------------------------------------------

/// Sends text messages.
type sms-provider : saas "SMS provider"

/// Where teams talk, and where programs post into channels.
type chat-platform : saas "Chat platform"

/// A mail server of our own.
type mail-server : [process, networked, forwarding] "Mail server"

/// Where mail lies until it is read.
type mailbox : store "Mailbox" { implies { query-api = none } }

/// Calls people, or lets programs call them.
type voice-provider : saas "Voice provider"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// Text messages to a broker, in clear text.
protocol stomp "STOMP" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 61613 }
}

/// STOMP inside TLS.
protocol stomps : [stomp, tls] "STOMP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 61614 }
}

/// The protocol of NATS in clear text.
protocol nats-wire "NATS protocol" {
  implies { encrypted = false, integrity-protected = false, server-auth = false, port = 4222 }
}

/// The protocol of NATS inside TLS.
protocol nats-tls : [nats-wire, tls] "NATS protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 4222 }
}

/// The protocol of Pulsar; whether it is inside TLS depends on the address.
protocol pulsar-wire "Pulsar protocol" { implies { port = 6650 } }

/// The protocol of Pulsar inside TLS.
protocol pulsar-tls : [pulsar-wire, tls] "Pulsar protocol over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6651 }
}

/// MQTT inside a WebSocket over TLS, as browsers use it.
protocol mqtt-wss : [mqtt, wss] "MQTT over WebSocket" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Text messages of the telephone network: every network on the way reads them, and the sender's number can be forged.
protocol sms "SMS" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// Sockets of ZeroMQ, in clear text unless keys are set.
protocol zeromq "ZeroMQ" { implies { encrypted = false, integrity-protected = false, server-auth = false } }

/// Mail fetched by its reader, inside TLS.
protocol imaps : tls "IMAP over TLS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 993 }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Who may write to and who may read from each topic is set for each topic.
technique topic-authorisation : access-control "Rights for each topic" {
  counters     = [elevation-of-privilege, information-disclosure, tampering]
  technologies = ["Kafka ACLs", "RabbitMQ permissions", "queue policies"]
  refs         = ["CWE-863"]
}

/// A message that fails again and again is set aside, so that those behind it are processed.
technique dead-letter-handling "Dead-letter handling" {
  counters     = [denial-of-service]
  technologies = ["dead-letter exchange", "redrive policy"]
  refs         = ["CWE-755"]
}

/// What each message costs is counted, and there is a limit for a number, a country and a day.
technique message-budget "Limits of paid messages" {
  counters     = [denial-of-service]
  technologies = ["allow-list of countries", "limit for each number", "alarm on spending"]
  refs         = ["CWE-799"]
}
