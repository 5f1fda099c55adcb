use std.web

/// A proxy and the server behind it read the end of a request differently. What one takes for the body of the first is
/// for the other a second request.
///
/// The hidden request passes every check of the proxy. It is also glued to the request of the next person, whose
/// session it borrows.
rule web.request-smuggling "Requests can be smuggled past {from} to {to}" {
  stride          = [tampering, elevation-of-privilege, spoofing]
  on              = flow
  when            = from is forwarding and not (from is vpn-gateway) and to is process and not (to is forwarding)
                    and known(flow.via)
                    and flow.via is http and tainted(flow) and any(flow.data, d: d.class >= confidential
                      or d.integrity >= high)
  unless          = from has strict-http-parsing or to has strict-http-parsing
  reduces         = [patching, web-application-firewall]
  likelihood      = very-low
  impact          = max(medium, rating(to))
  fix             = """
    Speak HTTP/2 from {from} to {to}, or let both refuse every request whose length can be read in two ways.
  """
  false-positives = "Dismiss it when {from} opens a connection of its own for each request."
  refs            = ["CWE-444", "CAPEC-33", "A04:2021", "A06:2025", "ASVS-5.0-4.2.1"]

  fires {
    data order { class = confidential }
    actor customer
    process edge : reverse-proxy
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http, carries = order }
  }

  answered "the proxy is strict" {
    data order { class = confidential }
    actor customer
    process edge : reverse-proxy { controls = strict-http-parsing }
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http, carries = order }
  }

  answered "the server is strict" {
    data order { class = confidential }
    actor customer
    process edge : reverse-proxy
    process shop : web-app { controls = strict-http-parsing }
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http, carries = order }
  }

  silent "another protocol" {
    data order { class = confidential }
    actor customer
    process edge : reverse-proxy
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = grpc, carries = order }
  }

  silent "only we call" {
    data order { class = confidential }
    actor customer { trust = internal }
    process edge : reverse-proxy
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http, carries = order }
  }

  asks "what does it carry?" {
    data order { class = confidential }
    actor customer
    process edge : reverse-proxy
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http }
  }

  silent "a tunnel reads no requests" {
    data order { class = confidential }
    actor customer
    process edge : vpn-gateway
    process shop : web-app
    customer -> edge { via = https, carries = order }
    edge -> shop { via = http, carries = order }
  }
}
