// The only part that makes files.

in program {
  process writing "Door for writing" {
    code        = "src/driver/write/**"
    custom-code = true
    memory-safe = true
  }
}

flow store-outputs: writing -> out "Swaps them in" { via = file-access, carries = outputs }
