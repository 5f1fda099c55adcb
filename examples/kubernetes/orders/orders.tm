// Orders and seats: the only code that talks to the database and to the bank.

in back {
  /// Owns orders and seats; the only service that talks to the database.
  process orders : web-service-pod "Order service" {
    code         = "examples/kubernetes/orders/**"
    memory-safe  = true
    custom-code  = true
    parses       = json
    redundant    = true
    availability = high
  }
}

in frankfurt {
  /// Orders, seats, and who sits where.
  store books : aws-aurora "Order database" {
    holds          = [order, seats]
    encrypted      = true
    encryption     = shared-key
    network-access = private
    max-class      = confidential
  }
}

flow keep: orders -> books "Reads and writes orders" {
  via     = sql-tls
  auth    = managed-identity
  access  = [read, write]
  carries = [order, seats]
  returns = [order, seats]
}

flow charge: orders -> bank "Asks for a payment" {
  via               = https
  auth              = api-key
  carries           = payment
  returns           = payment
  target-from-input = false
}

flow key-for-orders: orders -> safe "Fetches its key" {
  via               = https
  auth              = managed-identity
  access            = read
  carries           = []
  returns           = service-keys
  target-from-input = false
}

// What protects it.

control bound : parameterised-queries "Values are bound" {
  on       = orders
  status   = implemented
  evidence = test "examples/kubernetes/orders/order_test.go::TestQuotesAreData"
}

control pay-once : replay-protection "A payment has a key" {
  on       = orders
  status   = implemented
  evidence = test "examples/kubernetes/orders/order_test.go::TestRepeatedPaymentIsOnePayment"
}
