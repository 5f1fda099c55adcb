use std.ai

/// Texts that strangers can write are put into the index from which a model is given what it should know.
///
/// A text that is made to be near many questions is found again and again, and the model repeats what it says. Who
/// fills the index decides the answers.
rule ai.index-poisoning "Texts from outside get into {to} unseen" {
  stride          = tampering
  on              = flow
  when            = to is vector-store and (from.trust <= partner or tainted(flow)) and write in flow.access
  unless          = from has data-provenance or to has data-provenance or from has prompt-filtering
  reduces         = [human-approval, source-citation, access-control]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Let {from} take texts from chosen sources only, note the source of each in {to}, and look at new ones.
  """
  false-positives = "Dismiss it when each text in {to} is found by its own author only."
  refs            = ["CWE-349", "LLM08:2025", "LLM04:2025", "AML.T0070"]

  fires {
    actor customer
    process loader
    store texts : vector-store
    customer -> loader { via = https }
    loader -> texts { via = tls, access = write }
  }

  answered "the source is known" {
    actor customer
    process loader { controls = data-provenance }
    store texts : vector-store
    customer -> loader { via = https }
    loader -> texts { via = tls, access = write }
  }

  answered "new texts are searched" {
    actor customer
    process loader { controls = prompt-filtering }
    store texts : vector-store
    customer -> loader { via = https }
    loader -> texts { via = tls, access = write }
  }

  silent "we write the texts" {
    actor customer { trust = internal }
    process loader
    store texts : vector-store
    customer -> loader { via = https }
    loader -> texts { via = tls, access = write }
  }

  asks "does it write?" {
    actor customer
    process loader
    store texts : vector-store
    customer -> loader { via = https }
    loader -> texts { via = tls }
  }
}
