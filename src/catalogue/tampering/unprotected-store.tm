/// A store with data that must be right or must stay secret is reachable over a network, and nothing says who may
/// do what in it.
///
/// Buckets and databases that were open to everybody are behind many of the largest leaks. An intruder anywhere in
/// the network changes training data, orders or balances unseen.
rule tampering.unprotected-store "{this} lets anybody who reaches it read and change {d}" {
  stride          = [tampering, information-disclosure]
  on              = store
  when            = known(this.holds) and any(this.holds, d: d.integrity >= high or d.class >= confidential)
                    and count(this.incoming) > 0 and (this is networked or tainted(this)) and not (this is vault)
  unless          = this has access-control or all(this.incoming, f: f.local or f.auth != none)
  reduces         = [network-segmentation, network-allow-list, integrity-checking, storage-access-logging]
  likelihood      = low
  fix             = "Let {this} ask every caller who it is, and give each the rights on {d} that its task needs."
  false-positives = "Dismiss it when {this} lives inside one process and has no port."
  refs            = ["CWE-732", "CWE-862", "CAPEC-1", "T1530", "T1565.001", "A01:2021", "A01:2025"]

  fires {
    data samples { class = internal, integrity = high }
    process trainer
    store images : object-store { holds = samples }
    trainer -> images { via = https, auth = none }
  }

  answered "rights are set" {
    data samples { class = internal, integrity = high }
    process trainer
    store images : object-store { holds = samples, controls = role-based-access }
    trainer -> images { via = https, auth = none }
  }

  answered "every caller proves who it is" {
    data samples { class = internal, integrity = high }
    process trainer
    store images : object-store { holds = samples }
    trainer -> images { via = https, auth = managed-identity }
  }

  silent "nothing of value" {
    data samples { class = internal, integrity = low }
    process trainer
    store images : object-store { holds = samples }
    trainer -> images { via = https, auth = none }
  }

  asks "how is it classified?" {
    data samples { integrity = low }
    process trainer
    store images : object-store { holds = samples }
    trainer -> images { via = https, auth = none }
  }
}
