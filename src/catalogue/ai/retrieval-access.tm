use std.ai

/// Texts are found by what they are about, for everybody alike, and become part of an answer. Nobody compares who asks
/// with who may read them.
///
/// A question in the right words is enough to be told what stands in the board's minutes or in somebody's file. The
/// original has access rights; the index lost them when it was filled.
rule ai.retrieval-access "{from} answers from texts in {to} that the person who asks may not read" {
  stride          = information-disclosure
  on              = flow
  when            = from is process and (to is vector-store or to is search)
                    and (from is agent or from is retriever or any(from.outgoing, g: g.to is llm))
                    and any(from.incoming, f: any(f.origins, o: o is actor or o is agent))
                    and any(flow.returns, d: d.class >= confidential)
  unless          = flow.authorization == end-user or to has document-level-access or from has document-level-access
  reduces         = [tenant-isolation, redaction, data-separation]
  likelihood      = medium
  fix             = """
    Keep the access rights of each text in {to}, and let {from} search only what the person may read.
  """
  false-positives = "Dismiss it when everybody who may ask {from} may read everything that {to} holds."
  refs            = ["CWE-612", "LLM08:2025", "LLM02:2025", "A01:2021", "A01:2025", "ASVS-5.0-8.2.2"]

  fires {
    data minutes { class = confidential }
    actor clerk { trust = internal }
    process assistant : agent
    store texts : vector-store
    clerk -> assistant { via = https }
    assistant -> texts { via = tls, returns = minutes }
  }

  answered "the person's rights decide" {
    data minutes { class = confidential }
    actor clerk { trust = internal }
    process assistant : agent
    store texts : vector-store
    clerk -> assistant { via = https }
    assistant -> texts { via = tls, authorization = end-user, returns = minutes }
  }

  answered "the index knows the rights" {
    data minutes { class = confidential }
    actor clerk { trust = internal }
    process assistant : agent
    store texts : vector-store { controls = document-level-access }
    clerk -> assistant { via = https }
    assistant -> texts { via = tls, returns = minutes }
  }

  silent "everybody may read it" {
    data minutes { class = internal }
    actor clerk { trust = internal }
    process assistant : agent
    store texts : vector-store
    clerk -> assistant { via = https }
    assistant -> texts { via = tls, returns = minutes }
  }

  asks "what comes back?" {
    data minutes { class = confidential }
    actor clerk { trust = internal }
    process assistant : agent
    store texts : vector-store
    clerk -> assistant { via = https }
    assistant -> texts { via = tls }
  }
}
