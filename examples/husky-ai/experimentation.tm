// Where pictures become a classifier. Engineers come in over SSH; what they make goes out to production.

/// A virtual network for trying things: gathering, training, packaging.
boundary experimental-zone : network "Experimentation" {
  trust = internal

  /// Asks the image search for dogs and keeps what it finds.
  process gather-images "Gather Images Application" {
    link = "https://github.com/wunderwuzzi23/huskyai"
    tags = ["python"]
  }

  /// Where an engineer cleans the pictures, trains the network and looks at the curves.
  process jupyter : jupyter "Jupyter Notebook" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// Packs the trained model, the code and the settings, and takes the package to production.
  process deployment-service : deployment-service "Deployment Service" {
    link = "https://github.com/wunderwuzzi23/huskyai"
  }

  /// All pictures that the classifier learns from. Public access to it is blocked.
  store training-images-blob : azure-training-store "Training and validation images" {
    holds     = training-images
    encrypted = true
    controls  = [role-based-access]
  }

  /// The keys with which our programs call others.
  store api-key-storage : azure-key-vault "API key storage" {
    holds     = api-keys
    encrypted = true
    controls  = [role-based-access]
  }

  /// The repositories.
  store source-code-config-storage : git-hosting "Source code and configuration" {
    holds     = source-code-config
    encrypted = true
    controls  = [role-based-access]
    tags      = ["GitHub"]
  }
}

// Gathering pictures. An arrow points away from whoever starts the exchange, so a read points at the
// store and what is read comes back in `returns`. The names are the source's, which follow the data.

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

// Training.

/// Code and models from the engineer's own computer.
flow engineer-jupyter-notebook: engineer -> jupyter "Develops the model" {
  via       = ssh
  encrypted = true
  auth      = certificate
  carries   = [source-code-config, stored-ml-models]
}

/// TensorFlow and its like run with all the rights of the notebook.
flow third-party-tools-jupyter-notebook: jupyter -> third-party-tools "Imports libraries" {
  encrypted = true
}

flow training-images-jupyter-notebook: jupyter -> training-images-blob "Loads pictures" {
  access    = read
  purpose   = training
  returns   = training-images
  encrypted = false
}

/// The notebook writes straight into the zone that serves users.
flow jupyter-notebook-ml-model: jupyter -> ml-models-blob "Saves the trained model" {
  access    = write
  carries   = stored-ml-models
  encrypted = false
}

// Publishing.

/// Drawn in the source's diagram, missing from its list of flows.
flow engineer-source-code: engineer -> source-code-config-storage "Pushes code" {
  via     = ssh
  auth    = certificate
  access  = write
  carries = source-code-config
  tags    = ["diagram only"]
}

/// Drawn in the source's diagram, missing from its list of flows.
flow engineer-deployment: engineer -> deployment-service "Starts a deployment" {
  via  = ssh
  auth = certificate
  tags = ["diagram only"]
}

flow ml-model-deployment-service: deployment-service -> ml-models-blob "Fetches the model" {
  access    = read
  returns   = stored-ml-models
  encrypted = false
}

flow source-code-deployment: deployment-service -> source-code-config-storage "Fetches code and settings" {
  access    = read
  returns   = source-code-config
  encrypted = false
}
