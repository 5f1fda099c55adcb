use std.web

/// Callers write queries of their own shape. Nested a few levels deep, one small query asks for millions of
/// objects.
///
/// A limit on requests does not help, because one is enough.
rule dos.nested-query "One query can make {this} do unbounded work" {
  stride          = denial-of-service
  on              = graphql-service
  when            = any(this.incoming, f: any(f.origins, o: o.trust < this.trust))
  unless          = this has quota or this has timeout
  reduces         = rate-limit
  likelihood      = low
  fix             = """
    Let {this} compute the cost of a query before it runs it, refuse what is too deep or too large, and stop
    what takes too long.
  """
  false-positives = "Dismiss it when {this} accepts only queries that are registered beforehand."
  refs            = ["CWE-834", "CAPEC-130", "API4:2023", "ASVS-5.0-4.3.1"]

  fires {
    actor visitor
    process api : graphql-service
    visitor -> api { via = https }
  }

  answered "queries have a budget" {
    actor visitor
    process api : graphql-service { controls = quota }
    visitor -> api { via = https }
  }

  answered "queries have an end" {
    actor visitor
    process api : graphql-service { controls = timeout }
    visitor -> api { via = https }
  }

  silent "only we ask" {
    actor visitor { trust = internal }
    process api : graphql-service
    visitor -> api { via = https }
  }
}
