use std.cloud

/// Functions start by themselves as often as they are called, and each start costs money.
///
/// A script that calls for a night brings no outage but a bill, or uses up the limit that all functions of the account
/// share.
rule cloud.runaway-bill "Strangers can start {this} without end, on our bill" {
  stride          = denial-of-service
  on              = serverless-function
  when            = this.trust > untrusted and any(this.incoming, f: any(f.origins, o: o.trust == untrusted))
  unless          = this has quota or this has rate-limit
  reduces         = [timeout, authentication, log-monitoring]
  likelihood      = low
  impact          = max(medium, rating(this))
  fix             = """
    Give {this} a ceiling of parallel runs and its callers a limit, and stop or alarm when the month's budget is
    half gone.
  """
  false-positives = "Dismiss it when the provider's own ceiling is low enough and nothing else shares it."
  refs            = ["CWE-770", "CAPEC-125", "T1496", "T1499", "API4:2023", "ASVS-5.0-2.4.1"]
  supersedes      = dos.exhaustion

  fires {
    actor visitor
    process resize : aws-lambda
    visitor -> resize { via = https }
  }

  fires "and nobody else is served" {
    data picture { class = internal, availability = very-high }
    actor visitor
    process resize : aws-lambda
    visitor -> resize { via = https, auth = none, carries = picture }
  }

  answered "it has a ceiling" {
    actor visitor
    process resize : aws-lambda { controls = quota }
    visitor -> resize { via = https }
  }

  answered "its callers have a limit" {
    actor visitor
    process resize : aws-lambda { controls = rate-limit }
    visitor -> resize { via = https }
  }

  silent "only we call it" {
    actor visitor { trust = internal }
    process resize : aws-lambda
    visitor -> resize { via = https }
  }
}
