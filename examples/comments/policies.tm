// Our own rules: shapes that we do not want to see in this model, whoever draws them.

/// What strangers reach is a program of ours, which knows what they may do. A database does not.
policy no-straight-to-store "Nothing untrusted talks to a store" {
  on     = flow
  forbid = from.trust == untrusted and to is store
}

/// A name and an address leave us under encryption, or not at all.
policy people-travel-encrypted "Data about people travels encrypted" {
  on       = flow
  forbid   = any(flow.data, d: d.personal) and not flow.encrypted
  severity = high
}
