// The tool and the desk: where something is done, and by whose decision.

in cloud {
  /// The one tool: reads the tickets of the customer who is asking, and files proposals.
  process ticket-tool : mcp-server "Ticket tool" {
    code        = "examples/ai-agent/services/tickets/**"
    admin       = "Operator, through the deployment pipeline"
    custom-code = true
    memory-safe = true
    parses      = json
  }

  /// Where clerks see tickets and proposals.
  process desk : service "Clerk's desk" {
    admin       = "Operator, through the deployment pipeline"
    custom-code = true
    memory-safe = true
    parses      = json
    controls    = [access-control, input-validation, output-encoding]
  }

  /// Tickets and proposals.
  store cases : postgres "Tickets" {
    holds        = [ticket, proposal]
    encrypted    = true
    availability = medium
    redundant    = true
  }
}

/// The tool gets the customer's own token and decides by that, whatever the assistant says.
flow file: assistant -> ticket-tool "Reads tickets, files proposals" {
  via               = mcp-http
  auth              = token
  authorization     = end-user
  access            = [read, write]
  carries           = proposal
  returns           = ticket
  target-from-input = false
}

flow keep: ticket-tool -> cases "Keeps proposals" {
  via     = sql-tls
  auth    = managed-identity
  access  = [read, write]
  carries = proposal
  returns = ticket
}

flow decide: clerk -> desk "Reads and decides" {
  via           = https
  auth          = oidc
  auth-factors  = 2
  authorization = end-user
  carries       = verdict
  returns       = [ticket, proposal]
}

flow staff-in: clerk -> accounts "Logs in" {
  via          = oauth
  auth         = password
  auth-factors = 2
  carries      = password
}

flow staff-check: desk -> accounts "Checks the login" {
  via               = oauth
  auth              = mtls
  carries           = []
  target-from-input = false
}

flow settle: desk -> cases "Carries out a verdict" {
  via     = sql-tls
  auth    = managed-identity
  access  = [read, write]
  carries = verdict
  returns = [ticket, proposal]
}

flow tool-trail: ticket-tool -> journal "Records each call" {
  via               = tls
  access            = write
  carries           = trace
  target-from-input = false
}

entry tool-calls on ticket-tool "POST /mcp" { access = assistant, flows = file }
entry decisions on desk "POST /verdicts" { access = clerk, flows = decide }

/// The tool takes six kinds of calls. It never takes the number of a customer from the model, only from the token.
control six-calls : schema-validation "Six calls of fixed form" {
  on       = ticket-tool
  status   = implemented
  evidence = test "examples/ai-agent/services/tickets/tests/test_calls.py::test_a_refund_above_the_order_is_refused"
}

control own-tickets : object-level-authorisation "Only the asker's own tickets" {
  on       = [ticket-tool, cases]
  status   = implemented
  evidence = test "examples/ai-agent/services/tickets/tests/test_calls.py::test_the_token_decides_whose_tickets"
}

control bound : parameterised-queries "Values are bound" {
  on         = [ticket-tool, desk]
  status     = implemented
  technology = "psycopg"
  evidence   = test "examples/ai-agent/services/tickets/tests/test_calls.py::test_quotes_are_data"
}

control small-set : tool-allow-list "One tool, six calls" {
  on       = assistant
  status   = implemented
  evidence = test "examples/ai-agent/services/tickets/tests/test_calls.py::test_other_calls_do_not_exist"
}

/// The desk shows the exact call, the customer's own words and the order, not the assistant's summary. One proposal in
/// fifty is a test that must be refused.
control preview : informed-approval "Clerks see the exact call" {
  on       = assistant
  status   = implemented
  evidence = file "examples/ai-agent/operations/approval.md"
}

control copies : backup "Copies every night" {
  on       = cases
  status   = implemented
  evidence = file "examples/ai-agent/operations/retention.md"
}

control structured : log-neutralisation "Records, not lines" {
  on       = [assistant, ticket-tool]
  status   = implemented
  evidence = test "examples/ai-agent/services/tickets/tests/test_calls.py::test_a_line_break_starts_no_record"
}
