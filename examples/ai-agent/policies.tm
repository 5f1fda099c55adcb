// Shapes that we do not want to see in this model, whoever draws them.

/// What an agent may change goes through a tool that checks it.
policy no-store-for-agents "An agent writes to no store but its notes and the journal" {
  on     = flow
  forbid = from is agent
           and to is store
           and not to is agent-memory
           and not to is log-store
           and (write in flow.access or delete in flow.access)
}

/// Nothing about people lies where the model searches.
policy no-people-in-the-index "The index holds nothing about people" {
  on     = vector-store
  forbid = any(this.holds, d: d.personal)
}
