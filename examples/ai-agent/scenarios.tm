// Use cases, as flows in order, and the pictures that go with them.

/// Most questions end here.
scenario answering "A customer gets an answer" {
  steps  = [log-in, ask, vouch, turn, recall, look-up, fetch-key, think, trail]
  limits = "The assistant does not advise on injuries; it says so and names the emergency number"
}

/// The assistant may propose, and the proposal waits.
scenario proposing "The assistant proposes a refund" { steps = [ask, turn, think, file, keep, tool-trail] }

/// Only a clerk can make it happen.
scenario refunding "A clerk agrees to a refund" { steps = [staff-in, decide, staff-check, settle] }

scenario publishing-an-article "An editor publishes an article" { steps = [write, load] }

view overview "Level 0" { level = 0 }

view inside "Cloud account" { include = cloud.*, neighbours = true, show = [data, threats] }

view answering-sequence "Answering, step by step" { scenario = answering, as = sequence }

view refunding-sequence "A refund, step by step" { scenario = refunding, as = sequence }

view question-life "Life of a question" { of = question, as = data }

view sweet-talk-tree "How a story becomes money" { of = sweet-talk, as = tree }
