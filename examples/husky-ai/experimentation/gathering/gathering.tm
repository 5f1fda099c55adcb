// Gathering pictures to learn from.

in experimental-zone {
  /// Asks the image search for dogs and keeps what it finds.
  process gather-images "Gather Images Application" {
    link = "https://github.com/wunderwuzzi23/huskyai"
    tags = ["python"]
  }

  /// All pictures that the classifier learns from. Public access to it is blocked.
  store training-images-blob : azure-training-store "Training and validation images" {
    holds     = training-images
    encrypted = true
    controls  = [role-based-access, public-access-block]
  }

  /// The keys with which our programs call others.
  store api-key-storage : azure-key-vault "API key storage" {
    holds     = api-keys
    encrypted = true
    controls  = [role-based-access]
  }
}

// Two kinds of thing at once; a type with two parents says so.

/// Training data in Azure Blob Storage.
type azure-training-store : [azure-blob, training-store] "Training data in Azure Blob Storage"

// An arrow points away from whoever starts the exchange, so a read points at the store and what is read comes back
// in `returns`. The names are the source's, which follow the data.

/// An engineer works on the program from an editor on another computer.
flow engineer-gather-images: engineer -> gather-images "Edits the program" {
  via       = ssh
  encrypted = true
  auth      = certificate
}

/// Libraries are pulled, so the program that needs them starts the exchange.
flow third-party-tools-gather-images: gather-images -> third-party-tools "Imports libraries" {
  encrypted = true
}

/// The key for the image search.
flow api-key-storage-gather-images: gather-images -> api-key-storage "Loads the API key" {
  access    = read
  returns   = api-keys
  encrypted = false
}

/// The search is asked, and sends pictures. The server's certificate is checked.
flow azure-cognitive-gather-images: gather-images -> azure-cognitive-services "Fetches pictures" {
  via       = https
  encrypted = true
  auth      = api-key
  returns   = training-images
}

flow gather-images-training-images: gather-images -> training-images-blob "Stores pictures" {
  access    = write
  carries   = training-images
  encrypted = false
}

/// "Processed data", says the source, and no more.
flow gather-images-jupyter-notebook: gather-images -> jupyter "Hands over what it gathered" {
  encrypted = false
}
