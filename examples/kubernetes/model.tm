/// A shop for concert tickets on Kubernetes: people choose seats and pay, a worker prints tickets and mails them.
///
/// This file is the map. The services and what they say to each other stand beside their code, in `shop/`, `orders/`
/// and `fulfilment/`; the cluster, the way from source text to running pods, and the account stand in `platform/`.
model tickets "Ticket shop" {
  owner        = @team-tickets
  reviewed     = 2026-11-16
  reviewed-by  = [@mara, @jon]
  review-every = 90d
  criticality  = high
  scope        = """
    The shop at tickets.example.org, its cluster and its account.
    The doors of the halls, where tickets are read, are out of scope.
  """
}

use std.web
use std.api
use std.cloud
use std.kubernetes
use std.data
use std.messaging

include "shop/*.tm"
include "orders/*.tm"
include "fulfilment/*.tm"
include "platform/*.tm"
include "decisions.tm"
include "scenarios.tm"

// What there is to lose.

/// Who bought which seat, and where the ticket was sent.
data order "Order" {
  class           = confidential
  integrity       = high
  availability    = high
  format          = json
  personal        = true
  subjects        = 400000
  records         = 2000000
  retention       = 3y
  origin          = customer
  purpose         = "To sell a ticket and to let its owner in"
  lawful-basis    = contract
  identifiability = identified
}

/// Opens the door of a hall once. Whoever has the file has the seat.
data ticket "Ticket" { class = confidential, integrity = high, format = file }

/// Which seats are free. Everybody may see it; it must be right.
data seats "Seat plan" { class = public, integrity = high, availability = high, format = json }

/// What the bank tells us about a payment. We never see a card number.
data payment "Payment notice" { class = internal, integrity = high, format = json }

/// With these, services open the database and call the bank.
data service-keys "Keys of the services" {
  class      = secret
  format     = text
  credential = true
  lifetime   = short-lived
}

/// What runs: images built from our own source text.
data images-of-ours "Container images" { class = internal, integrity = very-high, format = binary }

/// Manifests and source text.
data source "Source text and manifests" { class = internal, integrity = very-high, format = code }

// Who is there, and what trusts whom. Pods and stores put themselves in here, by `in back { … }` beside their code.

boundary internet : internet "Internet" {
  trust = untrusted

  /// Anybody with a browser and a band they like.
  actor customer "Customer"

  /// Takes the card and tells us that it was charged.
  external bank : payment-provider "Payment provider" { trust = partner, max-class = confidential }

  /// Carries our mails.
  external post : email-provider "Mail provider" { trust = partner, max-class = confidential }
}

boundary office : organisation "Office" {
  trust = internal

  /// Five people who share a pager.
  actor operator "Platform engineer"

  /// Where source text and manifests live, and what builds images from them.
  /// Writers of a repository are named in it, one by one.
  process forge : git-hosting "Forge" { managed = true, custom-code = false, controls = role-based-access }
  process pipeline : build-pipeline "Build pipeline" { managed = true, custom-code = false }
}

boundary account : aws-account "AWS account" {
  trust = internal

  boundary frankfurt : region "Frankfurt" {
    boundary cluster : eks-cluster "Cluster" {
      /// What strangers reach.
      boundary front : kubernetes-namespace "Namespace shop" { trust = exposed }

      boundary back : kubernetes-namespace "Namespace fulfilment"

      boundary system : kubernetes-namespace "Namespace system" { trust = restricted }
    }
  }
}
