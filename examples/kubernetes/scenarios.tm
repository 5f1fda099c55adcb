// Use cases, and the pictures for the wall.

scenario buying "Somebody buys a ticket" {
  steps  = [visit, pass-on, place, keep, charge, tell]
  limits = "Four seats for a customer and a concert"
}

scenario sending "The ticket finds its owner" { steps = [take, print, mail] }

scenario fetching "Somebody fetches a ticket" { steps = collect }

scenario building "A change becomes an image" { steps = [build, publish] }

scenario shipping "An image goes live" { steps = [watch, apply, pull] }

/// One box for each boundary.
view overview "Level 0" { level = 0 }

view inside "Cluster" { include = cluster.*, neighbours = true, show = [data, threats] }

view ticket-life "Life of a ticket" { of = ticket, as = data }
