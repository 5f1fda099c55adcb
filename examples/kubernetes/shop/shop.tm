// The shop: what strangers do with it, and what it asks of the order service.

in front {
  /// Pages, baskets, checkout.
  process shop : web-app-pod "Shop" {
    code         = "examples/kubernetes/shop/**"
    memory-safe  = true
    custom-code  = true
    parses       = json
    redundant    = true
    availability = high
  }
}

flow visit: customer -> door "Looks for seats, buys" {
  via                 = https
  auth                = session
  authorization       = end-user
  ambient-credentials = true
  carries             = order
  returns             = [seats, order]
}

flow pass-on: door -> shop "Passes the request on" {
  via                 = mesh-mtls
  authorization       = end-user
  ambient-credentials = true
  carries             = order
  returns             = [seats, order]
}

flow place: shop -> orders "Places an order" {
  via           = mesh-mtls
  authorization = end-user
  carries       = order
  returns       = [seats, order]
}

entry pages on door "https://tickets.example.org" { access = customer, flows = visit }

// What protects it.

control edge-limits : rate-limit "A caller gets ten requests a second" {
  on         = [door, shop]
  against    = scalping
  status     = implemented
  technology = "ingress-nginx annotations"
  evidence   = file "examples/kubernetes/platform/manifests/ingress.yaml"
}

control one-parser : strict-http-parsing "HTTP/2 inside, odd lengths refused at the door" {
  on       = door
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/ingress.yaml"
}

control fixed-hsts : strict-transport "Browsers are told to use HTTPS" {
  on       = shop
  status   = implemented
  evidence = file "examples/kubernetes/platform/manifests/ingress.yaml"
}

control cookie-flags : secure-cookie "The session cookie is out of reach of scripts" {
  on       = shop
  status   = implemented
  evidence = test "examples/kubernetes/shop/tests/session_test.go::TestCookieIsSecureAndHttpOnly"
}

control cookie-home : same-site-cookie "The session cookie stays at home" {
  on       = [shop, door]
  status   = implemented
  evidence = test "examples/kubernetes/shop/tests/session_test.go::TestCookieIsSameSite"
}

control session-ends : session-management "Sessions end after an hour" {
  on       = [shop, door]
  status   = implemented
  evidence = test "examples/kubernetes/shop/tests/session_test.go::TestSessionEndsAfterAnHour"
}

control no-frames : frame-control "The shop is in nobody's frame" {
  on       = shop
  status   = implemented
  evidence = test "examples/kubernetes/shop/tests/session_test.go::TestPagesRefuseFrames"
}

control order-schema : field-allow-list "Orders have exactly these fields" {
  on         = [shop, orders]
  status     = implemented
  technology = "JSON Schema"
  evidence   = test "examples/kubernetes/orders/order_test.go::TestUnknownFieldsAreRefused"
}

control own-orders : object-level-authorisation "Each order belongs to somebody" {
  on       = [shop, orders]
  status   = implemented
  evidence = test "examples/kubernetes/orders/order_test.go::TestOrdersOfOthersAreNotFound"
}

control who-bought : audit-log "Who bought, changed, cancelled" {
  on       = [shop, orders]
  status   = implemented
  evidence = file "examples/kubernetes/operations/records.md"
}

control privacy-page : privacy-notice "What happens with an order" {
  on       = [shop, orders]
  status   = implemented
  evidence = url "https://tickets.example.org/privacy"
}

control patience : timeout "Nobody waits longer than two seconds" {
  on       = [shop, orders]
  status   = implemented
  evidence = test "examples/kubernetes/orders/order_test.go::TestBankMayBeSlow"
}

// What people found.

/// Buys every good seat in the first minute and sells it for three times the price.
persona scalper "Ticket scalper" { skill = medium, intent = malicious, trust = untrusted }

/// The catalogue knows floods. It does not know that each request of this flood is a purchase that we want.
threat scalping "Scripts buy the good seats before people can" {
  on         = visit
  asset      = seats
  attacker   = scalper
  stride     = denial-of-service
  refs       = ["CWE-799", "API6:2023"]
  likelihood = high
  impact     = medium
  ticket     = "TIX-88"
  tree {
    all {
      leaf "Calls the checkout from a script" { blocked-by = edge-limits }
      leaf "Has accounts enough"
    }
  }
}
