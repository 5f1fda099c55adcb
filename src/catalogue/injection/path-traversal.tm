/// A name from outside becomes part of a path. With `..`, an absolute path or a link it leads out of the folder it
/// was meant for.
///
/// Configuration, keys and the files of other users lie a few steps up. Where files are written, programs are
/// replaced.
rule injection.path-traversal "Input names files that {from} opens in {to}" {
  stride          = [information-disclosure, tampering]
  on              = flow
  when            = to is file-store and from is process and tainted(from) and flow.target-from-input
  unless          = from has path-canonicalisation
  reduces         = [least-privilege, sandboxing]
  likelihood      = low
  impact          = rating(to)
  fix             = """
    Give files in {to} names of your own, or resolve each path in {from} and refuse it when it leaves the
    folder.
  """
  false-positives = "Dismiss it when {to} finds files by number and has no folders."
  refs            = ["CWE-22", "CAPEC-126", "A01:2021", "A01:2025", "ASVS-5.0-5.3.2"]

  fires {
    actor visitor
    process gallery
    store pictures : file-store
    visitor -> gallery { via = https }
    gallery -> pictures { via = file-access, target-from-input = true }
  }

  answered "paths are resolved first" {
    actor visitor
    process gallery { controls = path-canonicalisation }
    store pictures : file-store
    visitor -> gallery { via = https }
    gallery -> pictures { via = file-access, target-from-input = true }
  }

  silent "the name is ours" {
    actor visitor
    process gallery
    store pictures : file-store
    visitor -> gallery { via = https }
    gallery -> pictures { via = file-access, target-from-input = false }
  }

  asks "who chooses the name?" {
    actor visitor
    process gallery
    store pictures : file-store
    visitor -> gallery { via = https }
    gallery -> pictures { via = file-access }
  }
}
