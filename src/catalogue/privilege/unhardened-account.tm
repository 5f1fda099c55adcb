/// In a cloud account each service brings defaults and hundreds of settings, and nobody compares them with a guide.
///
/// Open buckets, old keys and roles that may do everything are found by strangers first. What lies in the account
/// is worth as much as its loosest setting.
rule privilege.unhardened-account "The settings of {this} follow no baseline" {
  stride          = [elevation-of-privilege, information-disclosure]
  on              = cloud-account
  when            = any(this.elements, e: e is process or e is store)
                    and not any(this.parents, p: p is cloud-account)
  unless          = this has configuration-baseline
  reduces         = [least-privilege, privileged-access-management, log-monitoring]
  likelihood      = low
  impact          = high
  fix             = """
    Choose a hardening guide for {this}, check the settings against it every day, and mend what drifts.
  """
  false-positives = "Dismiss it when the organisation enforces the baseline above {this}."
  refs            = ["CWE-1188", "T1078.004", "A05:2021", "A02:2025"]

  fires {
    boundary account : cloud-account {
      trust = internal
      process shop
    }
  }

  answered "settings are checked" {
    boundary account : cloud-account {
      trust    = internal
      controls = configuration-baseline
      process shop
    }
  }

  silent "nothing runs in it" {
    boundary account : cloud-account {
      trust = internal
      actor shop
    }
  }
}
