use std.cloud

/// Another company works in our account with a role that it takes on, and the role does not ask for which of its
/// customers.
///
/// Another customer of that company names our role as their own, and the company opens our account for them without
/// knowing.
rule cloud.confused-deputy "{from} can be led to use its role at {to} for somebody else" {
  stride          = elevation-of-privilege
  on              = flow
  when            = from is external and from.trust <= partner and to.trust > partner and inside(to, cloud-account)
                    and (to is cloud-control-plane or to is object-store or flow.admin)
                    and flow.auth in [managed-identity, token, oidc]
  unless          = flow has delegation-condition or to has delegation-condition
  reduces         = [least-privilege, audit-log, just-in-time-access]
  likelihood      = low
  impact          = max(medium, rating(to))
  fix             = """
    Ask for an external ID or for a resource of ours in the condition of the role that {from} takes on at {to}.
  """
  false-positives = "Dismiss it when {from} serves us alone."
  refs            = ["CWE-441", "T1199", "T1078.004", "A01:2021", "A01:2025", "ASVS-5.0-8.3.3"]

  fires {
    external scanner : saas { trust = partner }
    boundary account : aws-account {
      trust = internal
      process control : cloud-control-plane
    }
    scanner -> control { via = https, auth = token }
  }

  answered "the role has a condition" {
    external scanner : saas { trust = partner }
    boundary account : aws-account {
      trust = internal
      process control : cloud-control-plane
    }
    scanner -> control { via = https, auth = token, controls = delegation-condition }
  }

  answered "for all who come" {
    external scanner : saas { trust = partner }
    boundary account : aws-account {
      trust = internal
      process control : cloud-control-plane { controls = delegation-condition }
    }
    scanner -> control { via = https, auth = token }
  }

  silent "one of us" {
    external scanner : saas { trust = internal }
    boundary account : aws-account {
      trust = internal
      process control : cloud-control-plane
    }
    scanner -> control { via = https, auth = token }
  }

  asks "how does it prove who it is?" {
    external scanner : saas { trust = partner }
    boundary account : aws-account {
      trust = internal
      process control : cloud-control-plane
    }
    scanner -> control { via = https }
  }
}
