use std.kubernetes

/// The dashboard calls the API with an account of its own, and shows and does for every visitor what that account may.
///
/// People who may look at one namespace see all; whoever finds the page open starts programs in the cluster. Coins have
/// been mined that way for years.
rule kubernetes.dashboard "{from} acts on {to} with its own rights instead of those of the person in front of it" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = flow
  when            = from is kubernetes-dashboard and to is kubernetes-api-server
  unless          = flow.authorization == end-user
  reduces         = [least-privilege, multi-factor-authentication, audit-log]
  likelihood      = low
  impact          = max(high, rating(to))
  fix             = "Let {from} pass the token of the person on to {to}, and take its own account all rights."
  false-positives = "Dismiss it when {from} can only read what everybody who reaches it may know."
  refs            = ["CWE-441", "CAPEC-122", "T1133", "T1496", "A01:2021", "A01:2025", "ASVS-5.0-8.3.3"]
  supersedes      = [kubernetes.strong-operator, privilege.shared-identity]

  fires {
    process pages : kubernetes-dashboard
    process api : kubernetes-api-server
    pages -> api { via = kubernetes-api, auth = token, authorization = service }
  }

  fires "and may change everything" {
    actor operator
    data secrets { class = secret }
    process pages : kubernetes-dashboard
    process api : kubernetes-api-server
    operator -> pages { via = https, auth = oidc }
    pages -> api {
      via = kubernetes-api, auth = certificate, authorization = service, access = [read, write], returns = secrets
    }
  }

  answered "with the token of the person" {
    process pages : kubernetes-dashboard
    process api : kubernetes-api-server
    pages -> api { via = kubernetes-api, auth = token, authorization = end-user }
  }

  silent "it talks to something else" {
    process pages : kubernetes-dashboard
    process api : service
    pages -> api { via = kubernetes-api, auth = token, authorization = service }
  }
}
