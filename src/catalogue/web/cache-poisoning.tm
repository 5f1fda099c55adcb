use std.web

/// A header or a part of the address changes the answer and is no part of the name under which the answer is kept.
///
/// One strange request then decides what thousands of later readers get: a script of the attacker, an empty page, a
/// redirect.
rule web.cache-poisoning "One visitor decides what {from} shows to the next" {
  stride          = tampering
  on              = flow
  when            = (from is cdn or from is caching-proxy) and to is process and tainted(flow)
                    and any(flow.returns, d: d.integrity >= high)
  unless          = from has cache-control or to has cache-control
  reduces         = [strict-http-parsing, input-validation]
  likelihood      = low
  fix             = """
    Put everything that shapes an answer of {to} into the cache key of {from}, and drop headers that nobody needs.
  """
  false-positives = "Dismiss it when {from} keeps only files whose names contain their hash."
  refs            = ["CWE-349", "CAPEC-141", "A05:2021", "A02:2025", "ASVS-5.0-14.2.5"]

  fires {
    data article { class = public, integrity = high }
    actor reader
    process edge : cdn
    process paper : web-app
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https, returns = article }
  }

  answered "the key is complete" {
    data article { class = public, integrity = high }
    actor reader
    process edge : cdn { controls = cache-control }
    process paper : web-app
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https, returns = article }
  }

  answered "the server says what may be kept" {
    data article { class = public, integrity = high }
    actor reader
    process edge : cdn
    process paper : web-app { controls = cache-control }
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https, returns = article }
  }

  silent "nothing is kept" {
    data article { class = public, integrity = high }
    actor reader
    process edge : reverse-proxy
    process paper : web-app
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https, returns = article }
  }

  silent "strangers do not read it" {
    data article { class = public, integrity = high }
    actor reader { trust = internal }
    process edge : cdn
    process paper : web-app
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https, returns = article }
  }

  asks "what comes back?" {
    data article { class = public, integrity = high }
    actor reader
    process edge : cdn
    process paper : web-app
    reader -> edge { via = https, returns = article }
    edge -> paper { via = https }
  }
}
