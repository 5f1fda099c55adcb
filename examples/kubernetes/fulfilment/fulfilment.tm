// From a paid order to a ticket in somebody's hand.

in back {
  /// Makes a ticket for each paid order, and mails a link to it.
  process printer : worker-pod "Ticket printer" {
    code        = "examples/kubernetes/fulfilment/**"
    memory-safe = true
    custom-code = true
    parses      = json
  }
}

in frankfurt {
  /// What happened to orders, in order.
  store events : aws-msk "Order events" {
    holds          = [order, payment]
    encrypted      = true
    redundant      = true
    network-access = private
    max-class      = confidential
  }

  /// Tickets as files, fetched by their owners with a link that ends.
  store files : aws-s3 "Ticket files" { holds = ticket, max-class = confidential }
}

flow tell: orders -> events "Says what happened to an order" {
  via     = kafka-tls
  auth    = managed-identity
  access  = write
  carries = [order, payment]
}

flow take: printer -> events "Takes paid orders" {
  via     = kafka-tls
  auth    = managed-identity
  access  = read
  carries = []
  returns = [order, payment]
}

flow print: printer -> files "Puts the ticket down" {
  via               = https
  auth              = managed-identity
  access            = write
  carries           = ticket
  target-from-input = false
}

flow mail: printer -> post "Mails a link" {
  via               = https
  auth              = api-key
  carries           = order
  target-from-input = false
}

/// The link is signed for this file and ends after ten minutes.
flow collect: customer -> files "Fetches the ticket" {
  via     = https
  auth    = token
  access  = read
  carries = []
  returns = ticket
}

control event-schema : schema-validation "Events follow a schema" {
  on         = printer
  status     = implemented
  technology = "JSON Schema"
  evidence   = test "examples/kubernetes/fulfilment/tests/test_events.py::test_events_without_a_seat_are_refused"
}

control print-once : replay-protection "An order is printed once" {
  on       = printer
  status   = implemented
  evidence = test "examples/kubernetes/fulfilment/tests/test_events.py::test_a_repeated_event_prints_nothing"
}

control set-aside : dead-letter-handling "What fails three times is set aside" {
  on       = printer
  status   = implemented
  evidence = test "examples/kubernetes/fulfilment/tests/test_events.py::test_a_bad_event_is_set_aside"
}

control topic-rights : topic-authorisation "The order service writes, the printer reads" {
  on         = events
  status     = implemented
  technology = "Kafka ACLs"
  evidence   = file "examples/kubernetes/platform/manifests/topics.yaml"
}

/// The brokers stop taking when their disks are nearly full, and the shop says so. Until then we watch.
control short-queue : quota "The topic has a limit of its own" {
  on       = events
  status   = planned
  priority = low
  owner    = @jon
  due      = 2027-01-29
  ticket   = "TIX-140"
}

control little-in-mails : data-minimisation "A mail holds a link and a first name" {
  on       = printer
  status   = implemented
  evidence = test "examples/kubernetes/fulfilment/tests/test_events.py::test_a_mail_holds_no_seat"
}

control our-mail : mail-authentication "Receivers can tell our mail" {
  on         = post
  status     = implemented
  technology = "SPF, DKIM and DMARC with `reject`"
  evidence   = file "examples/kubernetes/operations/domain.md"
}

/// Settles one question about the carrier, and only as long as the contract runs.
assume post-deletes "The mail provider deletes after 30 days" {
  about   = post
  answers = disclosure.over-retention
  status  = confirmed
  owner   = @legal
  expires = 2027-09-30
}
