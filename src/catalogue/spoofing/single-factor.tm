/// People log in with a single proof, and behind the login lie administration, secrets, or data about health,
/// belief or origin.
///
/// Passwords are phished, reused and leaked, and a session or token is as good as the password while it lives. A
/// second factor makes a stolen first one worthless.
rule spoofing.single-factor "One stolen secret opens {to} in the name of {o}" {
  stride          = spoofing
  on              = flow
  one             = to
  when            = flow.auth in [password, session, token, oidc] and (not (to is forwarding) or to is gateway)
                    and any(flow.callers, o: o is actor)
                    and (flow.admin or any(flow.data, d: d.class == secret or d.special-category))
  unless          = flow.auth-factors >= 2 or (not (known(flow.auth-factors) and flow.auth-factors < 2)
                    and (to has multi-factor-authentication
                    or (from is forwarding and from has multi-factor-authentication)
                    or all(flow.callers, c: c has multi-factor-authentication)
                    or (any(to.outgoing, i: i.to is identity and i.to has multi-factor-authentication)
                      and all(to.outgoing, i2: not (i2.to is identity) or i2.to has multi-factor-authentication))
                    or (any(from.outgoing, j: j.to is identity and j.to has multi-factor-authentication)
                      and all(from.outgoing, j2: not (j2.to is identity) or j2.to has multi-factor-authentication))))
  reduces         = [password-policy, login-throttling, log-monitoring]
  likelihood      = low
  impact          = account(this)
  fix             = """
    Ask for a second factor before {to} is opened, best one that is bound to the address, such as a security
    key.
  """
  false-positives = """
    Dismiss it when the identity provider behind the login asks for the second factor and the model does not
    show it.
  """
  refs            = ["CWE-308", "CAPEC-560", "T1078", "M1032", "A07:2021", "A07:2025", "ASVS-5.0-6.3.3"]

  fires {
    actor operator
    process console
    operator -> console { via = https, auth = password, auth-factors = 1, admin = true }
  }

  fires "secret data instead of administration" {
    data dossier { class = secret }
    actor operator
    process console
    operator -> console { via = https, auth = password, auth-factors = 1, returns = dossier }
  }

  fires "the gateway is where people log in" {
    data key { class = secret }
    actor customer
    process door : gateway
    customer -> door { via = https, auth = session, carries = key, auth-factors = 1 }
  }

  answered "two factors on the flow" {
    actor operator
    process console
    operator -> console { via = https, auth = password, auth-factors = 2, admin = true }
  }

  answered "two factors at the service" {
    actor operator
    process console { controls = multi-factor-authentication }
    operator -> console { via = https, auth = password, admin = true }
  }

  silent "a program, not a person" {
    external operator
    process console
    operator -> console { via = https, auth = password, auth-factors = 1, admin = true }
  }

  asks "how do they log in?" {
    actor operator
    process console
    operator -> console { via = https, admin = true }
  }

  answered "the person has two factors" {
    actor operator { controls = multi-factor-authentication }
    process console
    operator -> console { via = https, auth = password, admin = true }
  }

  answered "where they log in" {
    actor operator
    process console
    process login : identity-provider { controls = multi-factor-authentication }
    operator -> console { via = https, auth = oidc, admin = true }
    console -> login { via = https }
  }

  fires "this flow says one, whatever the service can do" {
    actor operator
    process console { controls = multi-factor-authentication }
    operator -> console { via = https, auth = password, auth-factors = 1, admin = true }
  }
}
