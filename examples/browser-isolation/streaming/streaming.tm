// What the browser draws becomes a film and reaches the user.

in streaming-layer {
  /// Takes the picture and compresses it.
  process video-encoder : service "Video encoder"

  /// Brings the film out and what the user types in.
  process stream-proxy : reverse-proxy "Stream proxy"
}

/// The film, and the keys and clicks of the user.
entry stream on stream-proxy "Stream" {
  access = end-user
  flows  = proxy-to-user
}

flow encoder-to-proxy: video-encoder -> stream-proxy "Hands over the film" {
  encrypted = true
  carries   = session-video
}

/// The source's arrow follows the film, from proxy to user. It is the user who connects.
flow proxy-to-user: end-user -> stream-proxy "Watches and types" {
  encrypted = true
  auth      = token
  returns   = session-video
}
