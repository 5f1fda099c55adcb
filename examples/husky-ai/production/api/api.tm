// Where users come in.

in prod-zone {
  /// The only door for users: checks requests and passes them on.
  process api-gateway : api-gateway "API Gateway" {
    controls = [input-validation, access-control]
    link     = "https://github.com/wunderwuzzi23/huskyai"
  }
}

/// Users send pictures here.
entry image-upload on api-gateway "Image upload" {
  access = user
  flows  = user-api-gateway
}

/// The picture goes in, the verdict comes back.
flow user-api-gateway: user -> api-gateway "Uploads a picture" {
  via       = https
  encrypted = true
  auth      = oidc
  carries   = uploaded-images
}

/// HTTPS in the source's diagram, unencrypted in its list of flows; the list is the more careful guess.
flow api-gateway-web-server: api-gateway -> web-service "Passes the request on" {
  via       = http
  encrypted = false
  carries   = uploaded-images
}
