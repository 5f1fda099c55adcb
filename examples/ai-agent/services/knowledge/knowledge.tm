// What the assistant knows: articles of our own editors, and nothing else.

in cloud {
  /// Cuts articles into pieces and puts them into the index.
  process indexer : worker "Indexer" {
    code        = "examples/ai-agent/services/knowledge/**"
    custom-code = true
    memory-safe = true
    parses      = json
  }

  /// Pieces of articles, found by what they are about. Nothing about customers is in it.
  store articles : vector-database "Article index" { holds = article, encrypted = true }
}

flow write: editor -> indexer "Publishes an article" {
  via          = https
  auth         = oidc
  auth-factors = 2
  access       = write
  carries      = article
  returns      = []
}

flow load: indexer -> articles "Fills the index" { via = tls, access = write, carries = article }

entry publishing on indexer "POST /articles" { access = editor, flows = write }

/// Each piece in the index carries the number of its article and the name of who released it.
control known-source : data-provenance "Pieces know their article" {
  on       = [indexer, articles]
  status   = implemented
  evidence = test "examples/ai-agent/services/knowledge/tests/test_pieces.py::test_each_piece_names_its_article"
}

control two-editors : access-control "Two editors release an article" {
  on       = [indexer, articles]
  status   = implemented
  evidence = test "examples/ai-agent/services/knowledge/tests/test_pieces.py::test_one_editor_is_not_enough"
}

control log-of-articles : audit-log "Who released what" {
  on       = indexer
  status   = implemented
  evidence = file "examples/ai-agent/operations/journal.md"
}
