// What stands against it. Each is shown by a test of the repository.

/// Everything is read below a folder that was opened once, part by part, through no link; only `.tm` files, configurations
/// and what the command line names.
control one-door-in : path-canonicalisation "One door for reading" {
  on         = [reading, read]
  status     = implemented
  technology = "cap-std"
  evidence   = [
    test "tests/it/cli/doors.rs::a_configuration_is_no_link_to_something_else",
    test "tests/it/cli/doors.rs::a_model_reads_models_alone",
    test "tests/it/cli/doors.rs::what_is_named_on_the_command_line_is_no_link_out",
    test "tests/it/tidy.rs::the_house_is_tidy",
  ]
}

/// Everything is written below the output folder, through no link, and a link in the place of a file is replaced.
control one-door-out : path-canonicalisation "One door for writing" {
  on         = [writing, store-outputs]
  status     = implemented
  technology = "cap-std"
  evidence   = [
    test "tests/it/cli/doors.rs::nothing_is_written_through_a_link",
    test "tests/it/cli/doors.rs::the_output_folder_of_a_nameless_model_is_a_name",
  ]
}

/// A configuration is searched inside the project, and a nested one weakens none around it.
control inner-configuration : configuration-baseline "The outermost configuration holds" {
  on       = compiler
  status   = implemented
  evidence = [
    test "tests/it/cli/doors.rs::configuration_is_searched_inside_the_project_only",
    test "tests/it/cli/doors.rs::a_nested_configuration_weakens_nothing",
  ]
}

/// The outputs of a model change places with the old ones in one step.
control swapped-in : integrity-checking "Outputs are swapped in whole" {
  on       = [writing, out]
  against  = mixed-outputs
  status   = implemented
  evidence = test "tests/it/cli/sets.rs::a_killed_run_leaves_one_version"
}

/// A `.tm` file that cannot be read is an error wherever it lies, and no level changes that.
control broken-is-an-error : input-validation "What cannot be read does not pass" {
  on       = compiler
  status   = implemented
  evidence = test "tests/it/cli/doors.rs::a_model_file_that_cannot_be_read_is_an_error_wherever_it_lies"
}

/// Whatever makes the gate ask for less is told in every output, and an error or a denied warning never passes.
control listed : audit-log "What loosens the gate is listed" {
  on       = compiler
  status   = implemented
  evidence = test "tests/it/cli/gate.rs::whoever_loosens_the_gate_is_seen_doing_it"
}

/// Text of a model stays text in each format: for terminals, for services that read commands out of a log, for viewers.
control quoted : output-encoding "One `quote` for each format" {
  on       = [compiler, print, out]
  against  = injection
  status   = implemented
  evidence = test "tests/it/cli/hostile_projects.rs::no_subcommand_prints_what_is_obeyed"
}

/// Files, patterns, links and looks are counted; each folder is walked once a run, each file opened once.
control counted-files : quota "Files have limits" {
  on       = [reading, compiler]
  status   = implemented
  evidence = [
    test "tests/it/cli/doors.rs::patterns_that_look_at_too_much",
    test "tests/it/cli/doors.rs::many_roots_and_many_links_end",
  ]
}

/// Reading a text takes work in proportion to its length, whatever is opened in it and not closed.
control counted-text : quota "Texts are read in one go" {
  on       = compiler
  status   = implemented
  evidence = [
    test "tests/steps.rs::nesting_costs_no_more_than_its_length",
    test "src/evidence/language/cases.rs::long_files_are_read_in_one_go",
  ]
}

/// Every part of a condition, item of a list and flow that is followed is a step, and each rule and all of them have so
/// many.
control counted-rules : quota "Rules have steps" {
  on       = compiler
  status   = implemented
  evidence = [
    test "tests/it/limits.rs::nested_lists_end",
    test "tests/it/limits.rs::facts_that_are_asked_for_are_bounded",
  ]
}

/// The work of a picture is counted before it begins; a large one is laid out by a process that can be ended.
control counted-pictures : quota "Pictures have steps" {
  on       = compiler
  status   = implemented
  evidence = [
    test "tests/it/picture/limits.rs::whatever_is_too_much_is_refused_before_the_engine_is_asked",
    test "tests/it/cli/limits.rs::ten_thousand_arrows_cost_their_picture_only",
  ]
}

/// Libraries are compared with the list of known weaknesses before every release.
control read-advisories : dependency-scanning "Libraries without known weaknesses" {
  on         = [compiler, reading, writing]
  status     = implemented
  technology = "cargo-deny, with deny.toml"
}
