use std.kubernetes

/// The cluster asks this webhook before it changes anything, and the webhook is one small program.
///
/// When it is down, either nothing can be changed any more, not even to mend it, or everything passes unchecked. Both
/// are found out at the worst moment.
rule kubernetes.silent-webhook "When {this} is down the cluster stands still or stops checking" {
  stride          = [denial-of-service, elevation-of-privilege]
  on              = admission-webhook
  when            = count(this.incoming) > 0
  unless          = this.redundant or this has redundancy or this has graceful-degradation
  reduces         = [log-monitoring, timeout]
  likelihood      = low
  impact          = medium
  fix             = """
    Run several copies of {this} on different machines, leave system namespaces out, and decide for each check what
    happens without it.
  """
  false-positives = "Dismiss it when the same rules also run inside the API server."
  refs            = ["CWE-636", "T1489", "A10:2025", "ASVS-5.0-16.5.3"]

  fires {
    process api : kubernetes-api-server
    process judge : admission-webhook
    api -> judge { via = https }
  }

  answered "there are several" {
    process api : kubernetes-api-server
    process judge : admission-webhook { redundant = true }
    api -> judge { via = https }
  }

  answered "it may be absent" {
    process api : kubernetes-api-server
    process judge : admission-webhook { controls = graceful-degradation }
    api -> judge { via = https }
  }

  silent "nobody asks it" {
    process api : kubernetes-api-server
    process judge : admission-webhook
  }
}
