// The only part that opens files.

in program {
  process reading "Door for reading" {
    code        = "src/driver/disk.rs"
    custom-code = true
    memory-safe = true
  }
}

flow read: reading -> repository "Opens below the project" {
  via = file-access, carries = [], returns = repository-text
}
flow keep-out: reading -> home "Could open, and does not" { via = file-access, carries = [], returns = [] }

entry model-files on reading "`.tm` files that the walk finds" { access = [stranger], flows = [read] }
entry configuration on reading "`palisade.toml`, nested ones too" { access = [stranger], flows = [read] }
