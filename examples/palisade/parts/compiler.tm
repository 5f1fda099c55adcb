// What makes a verdict of the text of models. It opens no file itself.

in program {
  process compiler "Compiler" {
    code        = "src/**"
    custom-code = true
    memory-safe = true
    parses      = [text]
  }
}

flow call: operator -> compiler "Names the paths and options" { via = ipc, carries = [] }
flow ask: compiler -> reading "Asks for files" { via = in-process, carries = [], returns = repository-text }
flow hand-over: compiler -> writing "Hands over finished files" { via = in-process, carries = outputs }
flow print: compiler -> log "Prints findings and the verdict" { via = ipc, carries = [verdict, outputs] }

entry command-line on compiler "Paths and options" { access = [operator], flows = [call] }
