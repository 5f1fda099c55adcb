// The chat and the assistant: where what strangers write meets a model.

in edge {
  /// Takes questions and shows answers. It checks who is asking and how often.
  process chat : service "Chat service" {
    admin       = "Operator, through the deployment pipeline"
    custom-code = true
    memory-safe = true
    parses      = json
    controls    = [output-encoding, input-validation]
  }
}

in cloud {
  /// Decides what to look up and what to propose; it cannot decide that something is done.
  process assistant : agent "Assistant" {
    code        = "examples/ai-agent/services/assistant/**"
    admin       = "Operator, through the deployment pipeline"
    custom-code = true
    memory-safe = true
    parses      = json
    autonomy    = approval
  }

  /// Notes about conversations, one drawer for each customer.
  store notes : agent-memory "Assistant's notes" { holds = note, encrypted = true }
}

flow ask: customer -> chat "Asks" {
  via           = https
  auth          = oidc
  authorization = end-user
  carries       = question
  returns       = answer
}

flow log-in: customer -> accounts "Logs in" {
  via          = oauth
  auth         = password
  auth-factors = 2
  carries      = password
}

flow vouch: chat -> accounts "Checks the login" {
  via               = oauth
  auth              = mtls
  carries           = []
  target-from-input = false
}

/// The token of the customer goes along, so that the assistant never acts as itself.
flow turn: chat -> assistant "Passes a question on" {
  via           = https
  authorization = end-user
  carries       = question
  returns       = answer
}

/// Question, pieces of articles and the ticket's facts go out, with names and addresses taken out before.
flow think: assistant -> provider "Asks the model" {
  via               = model-api
  auth              = api-key
  carries           = [question, article]
  returns           = answer
  target-from-input = false
}

flow look-up: assistant -> articles "Finds articles" {
  via               = tls
  access            = read
  carries           = []
  returns           = article
  target-from-input = false
}

flow recall: assistant -> notes "Reads and keeps notes" {
  via               = tls
  access            = [read, write]
  carries           = note
  returns           = note
  target-from-input = false
}

flow fetch-key: assistant -> secrets "Fetches the key" {
  via               = https
  auth              = managed-identity
  access            = read
  carries           = []
  returns           = model-key
  target-from-input = false
}

flow trail: assistant -> journal "Records what it did" {
  via               = tls
  access            = write
  carries           = trace
  target-from-input = false
}

flow run: operator -> secrets "Renews the key" {
  via          = https
  auth         = oidc
  auth-factors = 2
  admin        = true
  access       = write
  carries      = model-key
}

entry chat-window on chat "POST /messages" { access = customer, flows = ask }

// What bounds it, with the test or the page that shows it.

/// What comes from outside reaches the model in marked blocks and is never obeyed. The tests hold 140 attempts.
control blocks : instruction-separation "Material is marked and not obeyed" {
  on         = assistant
  status     = implemented
  technology = "separate blocks for rules, question and material"
  evidence   = test "examples/ai-agent/services/assistant/tests/test_prompt.py::test_material_stays_material"
}

control sieve : prompt-filtering "Questions are searched for instructions" {
  on       = assistant
  status   = implemented
  evidence = test "examples/ai-agent/services/assistant/tests/test_prompt.py::test_known_injections_are_marked"
}

/// The model answers in a form with a fixed schema. What does not fit is thrown away; markup never reaches the page.
control schema : output-validation "Answers fit a schema" {
  on       = assistant
  status   = implemented
  evidence = test "examples/ai-agent/services/assistant/tests/test_answer.py::test_unknown_actions_are_refused"
}

control sources : source-citation "Answers name their articles" {
  on       = [assistant, chat]
  status   = implemented
  evidence = test "examples/ai-agent/services/assistant/tests/test_answer.py::test_an_answer_without_source_is_withheld"
}

control masking : redaction "Names and addresses stay here" {
  on         = assistant
  status     = implemented
  technology = "named-entity masking, and numbers in their place"
  evidence   = test "examples/ai-agent/services/assistant/tests/test_prompt.py::test_names_do_not_leave"
}

control ways-out : egress-filtering "The assistant reaches four addresses" {
  on       = assistant
  status   = implemented
  evidence = file "examples/ai-agent/operations/network.md"
}

control drawers : memory-isolation "One drawer of notes for each customer" {
  on       = notes
  status   = implemented
  evidence = test "examples/ai-agent/services/assistant/tests/test_notes.py::test_notes_of_others_are_not_found"
}

control forgetting : retention-deletion "Notes go after thirty days" {
  on       = [notes, cases]
  status   = implemented
  evidence = file "examples/ai-agent/operations/retention.md"
}

control forgotten-there : retention-deletion "The provider keeps nothing" {
  on       = provider
  status   = implemented
  evidence = file "examples/ai-agent/operations/contracts.md"
}

control new-keys : key-rotation "A new key each month" {
  on     = secrets
  status = in-progress
  due    = 2027-01-31
  ticket = "SUP-231"
}

control record : audit-log "Each call with its cause" {
  on       = [assistant, desk, ticket-tool, chat]
  status   = implemented
  evidence = file "examples/ai-agent/operations/journal.md"
}

control one-way : append-only-log "The journal only grows" {
  on       = journal
  status   = implemented
  evidence = file "examples/ai-agent/operations/journal.md"
}

control no-learning : no-training-agreement "The provider does not learn from us" {
  on       = provider
  status   = implemented
  evidence = file "examples/ai-agent/operations/contracts.md"
}

control contract : processing-agreement "Processing agreements" {
  on       = [provider, accounts]
  status   = implemented
  evidence = file "examples/ai-agent/operations/contracts.md"
}

control budget : quota "A hundred questions a day" {
  on         = chat
  status     = implemented
  technology = "tokens counted for each customer"
  evidence   = test "examples/ai-agent/services/assistant/tests/test_budget.py::test_the_hundred_and_first_question_waits"
}

control logins : assertion-validation "Tokens are checked" {
  on         = [chat, desk]
  status     = implemented
  technology = "issuer, audience, time and nonce"
  evidence   = test "examples/ai-agent/services/assistant/tests/test_login.py::test_a_token_for_another_service_is_refused"
}

control short : short-lived-tokens "Tokens live for ten minutes" {
  on       = [chat, desk]
  status   = implemented
  evidence = file "examples/ai-agent/operations/login.md"
}

control mine : object-level-authorisation "Customers see their own" {
  on       = chat
  status   = implemented
  evidence = test "examples/ai-agent/services/assistant/tests/test_login.py::test_a_stranger_gets_nothing"
}

control told : privacy-notice "What happens with a question" {
  on       = chat
  status   = implemented
  evidence = file "examples/ai-agent/operations/notice.md"
}

control self-service : subject-rights "See, export, delete" {
  on       = [chat, notes, cases]
  status   = implemented
  evidence = file "examples/ai-agent/operations/notice.md"
}

/// Passkeys for staff first, then for customers who want them.
control passkeys : anti-phishing "Passkeys" {
  on     = accounts
  status = planned
  due    = 2027-03-31
  ticket = "SUP-218"
}

/// A person found this one while trying to get a refund for a bicycle that does not exist.
threat sweet-talk "A story moves the assistant to propose refunds for many" {
  on         = turn
  asset      = proposal
  attacker   = fraudster
  stride     = tampering
  refs       = ["CWE-840", "LLM01:2025"]
  likelihood = medium
  impact     = medium
  tree {
    all {
      leaf "Finds a story that works" { likelihood = medium }
      any {
        leaf "Files a hundred proposals with many accounts" { blocked-by = budget }
        leaf "Waits for a clerk who agrees without reading" { blocked-by = preview }
      }
    }
  }
}
