// std.web: what is particular to browsers, web sites and HTTP interfaces.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// A web browser with the pages that it shows.
type browser : [process, client] "Browser"

/// A program in the page: what it knows and does is in the hands of whoever sits in front of it.
type single-page-app : [process, client] "Single-page application"

/// Serves pages to browsers and usually keeps their sessions.
type web-app : [process, networked, acting] "Web application"

/// An HTTP interface for programs.
type web-service : service "Web service"

/// A web service whose callers write queries of their own shape.
type graphql-service : web-service "GraphQL service"

/// Serves files and passes requests to programs behind it; Apache and nginx are the usual ones.
type web-server : [process, networked] "Web server"

/// A web server inside a Python program, as Flask, Django or the standard library start it.
type python-web-server : web-server "Python web server"

/// A web application whose content is edited in the application itself.
type content-management-system : web-app "Content management system"

/// Takes requests for inner servers and passes them on.
type reverse-proxy : proxy "Reverse proxy"

/// The one door to several web services, with keys, limits and routes.
type api-gateway : gateway "API gateway"

/// Stops requests that look like known attacks and passes the others on.
type waf : forwarding "Web application firewall"

/// Copies of what a site serves, kept near the readers.
type cdn : forwarding "Content delivery network" { implies { managed = true, custom-code = false } }

/// Keeps copies of answers and serves them instead of asking again, as Varnish does.
type caching-proxy : proxy "Caching proxy"

/// A page inside another site's page: a player, a map, a payment form.
type embedded-page : [process, client] "Embedded page"

/// A program that a browser loads beside the pages, with rights on many of them.
type browser-extension : [process, client] "Browser extension"

/// Pages made beforehand and served as files.
type static-site : web-server "Static site"

/// Renders pages or pictures of pages for a service, in a browser without a screen.
type headless-browser : [process, browser] "Headless browser"

/// Tells people from programs at a form.
type captcha-provider : saas "CAPTCHA provider"

/// Sends scripts and styles that pages of other sites load.
type script-provider : saas "Script provider"

/// Hosts Git repositories and the discussion around them.
type git-hosting : [source-repository, networked] "Git hosting"

/// Sends e-mail in our name.
type email-provider : saas "E-mail provider"

/// Takes card numbers so that we need not.
type payment-provider : [saas, controller] "Payment provider"

/// Counts and profiles the visitors of a site for its owner.
type analytics-provider : saas "Analytics provider"

/// Sells, rents or reserves what there is only so much of: seats, rooms, cars, dates.
type booking-service : web-service "Booking or reservation"

/// Keeps the world of a game and tells its clients what happens there.
type game-server : service "Game server"

/// The program with which somebody plays.
type game-client : [process, client] "Game client"

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// The browser leaves the session cookie out of requests that another site causes.
technique same-site-cookie "SameSite cookie" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["SameSite=Lax", "SameSite=Strict"]
  refs         = ["CWE-1275"]
}

/// Each form or request carries a value that another site cannot know.
technique csrf-token "Anti-forgery token" {
  counters     = [spoofing, elevation-of-privilege]
  technologies = ["synchroniser token", "double-submit cookie"]
  refs         = ["CWE-352"]
}

/// Markup from outside keeps harmless elements and loses the rest.
technique html-sanitisation "HTML sanitisation" {
  counters     = [tampering]
  technologies = ["DOMPurify", "ammonia"]
  refs         = ["CWE-79"]
}

/// The browser is told which scripts belong to the page and runs no others.
technique content-security-policy "Content security policy" {
  counters     = [tampering]
  technologies = ["nonces", "strict-dynamic"]
  refs         = ["CWE-79"]
}

/// The browser runs a script of another site only when its hash is right.
technique subresource-integrity : integrity-checking "Subresource integrity" {
  counters     = [tampering]
  technologies = ["integrity attribute"]
  refs         = ["CWE-353"]
}

/// The page tells which sites may put it into a frame.
technique frame-control "Frame control" {
  counters     = [tampering]
  technologies = ["frame-ancestors", "X-Frame-Options"]
  refs         = ["CWE-1021"]
}

/// The browser is told to use HTTPS only, also on the first visit.
technique strict-transport "Strict transport security" {
  counters     = [information-disclosure, tampering]
  technologies = ["HSTS", "preload list"]
  refs         = ["CWE-523"]
}

/// Requests whose length or end can be read in two ways are refused.
technique strict-http-parsing "Strict HTTP parsing" {
  counters     = [tampering]
  technologies = ["HTTP/2 end to end", "normalising proxies"]
  refs         = ["CWE-444"]
}

/// Requests and messages from other web origins are refused unless they are expected.
technique origin-check "Origin check" {
  counters     = [spoofing, tampering]
  technologies = ["CORS allow-list", "Fetch Metadata"]
  refs         = ["CWE-346"]
}

/// Redirects lead only to places on a list.
technique redirect-allow-list "Redirect allow-list" {
  counters     = [spoofing]
  technologies = ["exact redirect URIs"]
  refs         = ["CWE-601"]
}

/// The session cookie travels over HTTPS only, and scripts of the page cannot read it.
technique secure-cookie "Guarded session cookie" {
  counters     = [spoofing, information-disclosure]
  technologies = ["Secure", "HttpOnly", "__Host- prefix"]
  refs         = ["CWE-1004", "CWE-614"]
}

/// The key of a cached answer contains everything that shaped it, and personal answers are never kept.
technique cache-control "Cache control" {
  counters     = [tampering, information-disclosure]
  technologies = ["Cache-Control: no-store", "Vary", "cache key rules"]
  refs         = ["CWE-524", "CWE-349"]
}

/// Names under which a site answers are on a list, and links are built from that list.
technique host-allow-list "Host allow-list" {
  counters     = [spoofing]
  technologies = ["allowed hosts setting", "fixed base address"]
  refs         = ["CWE-644"]
}

/// Files of users are served from a site of their own, as downloads, with the type that was checked.
technique separate-file-origin "Separate origin for files" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["user-content domain", "Content-Disposition: attachment", "nosniff"]
  refs         = ["CWE-646"]
}

/// Dangerous places of a page take only values that a policy has cleaned.
technique trusted-types : output-encoding "Trusted types" {
  counters     = [tampering]
  technologies = ["require-trusted-types-for", "framework templates"]
  refs         = ["CWE-79"]
}

/// Templates are ours and values are handed to them as values; no text from outside becomes a template.
technique logic-free-templates "Templates without logic" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["Mustache", "sandboxed template engines"]
  refs         = ["CWE-1336"]
}

/// Receivers can check which mail that claims our name is ours, and refuse the rest.
technique mail-authentication "Mail authentication" {
  counters     = [spoofing]
  technologies = ["SPF", "DKIM", "DMARC"]
  refs         = ["CWE-290"]
}

/// What is reserved and not paid soon is free again, and one person can hold only a few.
technique reservation-limit "Limits of reservations" {
  counters     = [denial-of-service]
  technologies = ["hold of a few minutes", "deposit", "places for each person"]
  refs         = ["CWE-841"]
}

/// Players whose moves no person could make are found and put out.
technique cheat-detection "Detection of cheating" {
  counters     = [tampering]
  technologies = ["statistics of aim and speed", "replay review", "anti-cheat drivers"]
  refs         = ["CWE-602"]
}
