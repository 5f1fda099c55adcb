/// Palisade runs on pull requests from strangers, in builds of documentation and on laptops. Whoever writes a model, a
/// configuration or any other file of the repository may be an attacker; whoever types the command line is not.
///
/// This file is the map. `parts/` has the parts of the program, `threats.tm` what somebody could want, `controls.tm` what
/// stands against it, each with the test that shows it, and `decisions.tm` what is left.
model palisade "Palisade" {
  owner        = @palisade
  reviewed     = 2026-11-28
  reviewed-by  = [@palisade]
  review-every = 180d
  criticality  = high
  repository   = "https://example.org/palisade"
  scope        = """
    The program and what it reads and writes. The machine, its accounts and the CI service are outside: they hand
    Palisade a folder and take its text and its exit status.
  """
}

include "parts/*.tm"
include "threats.tm"
include "controls.tm"
include "decisions.tm"

// What there is to lose.

/// Models, configuration, test results, source text: everything that stands in the repository.
data repository-text "Text of the repository" { class = internal, integrity = medium, format = text }

/// Keys, settings and files of the person or the runner, outside the project.
data private-files "Files outside the project" { class = secret, integrity = very-high, format = file }

/// Whether the build may go on. A wrong green one is the worst that Palisade can do.
data verdict "Verdict" { class = public, integrity = very-high, availability = high, format = text }

/// Reports, pictures, JSON: what people and programs read afterwards.
data outputs "Outputs" { class = internal, integrity = high, format = file }

boundary outside "Whoever sends a pull request" {
  trust = untrusted
  actor stranger "Author of a pull request"
}

boundary machine "Runner or laptop" {
  trust = internal
  actor operator "Whoever types the command line" { trust = restricted }

  boundary checkout "Checkout" {
    trust = untrusted
    store repository : file-store "Repository" {
      holds     = repository-text
      encrypted = false
      admin     = "Git checks it out; every byte, link and name in it is its author's"
    }
  }

  store home : file-store "Home and system" {
    out-of-scope = "The machine is its owner's; what counts here is that Palisade hands nothing of it out"
    holds        = private-files
    trust        = restricted
  }

  // Its parts put themselves in here, by `in program { … }` in `parts/`.
  boundary program "Palisade" { trust = internal }

  external log "Log of the build, which acts on what it shows" { trust = internal }
  external viewer "Browser or viewer of a report" { trust = internal }

  store out : file-store "Output folder" { holds = outputs, encrypted = false }
}

flow push: stranger -> repository "Sends models, configuration, links" { carries = repository-text }
flow look: viewer -> out "Shows reports and pictures" { via = file-access, returns = outputs }

scenario pull-request "A build checks a pull request" {
  steps  = [call, ask, read, print]
  limits = "The workflow file itself is not Palisade's: who may change it decides what is run."
}
scenario documentation "A build of documentation draws pictures" {
  steps = [call, ask, read, hand-over, store-outputs, look]
}

assume runner "The machine is not the attacker's before Palisade starts" {
  about = home, status = confirmed, owner = @palisade
}
depends filesystem "Operating system that opens a path below a folder without following links" {
  if-lost = "nothing keeps reading inside the project"
}
