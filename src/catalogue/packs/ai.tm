// std.ai: machine learning, language models, and the agents built around them.

// ---- Elements ------------------------------------------------------------------------------------------------------

/// Answers with what it has learnt from examples: classifiers, recommenders, detectors, generators.
type ml-model "Machine-learning model"

/// A model that reads and writes language and does what its text tells it.
type llm : ml-model "Large language model"

/// Turns text or pictures into vectors.
type embedding-model : ml-model "Embedding model"

/// A service that loads a trained model and runs it for callers.
type inference-service : [service, ml-model] "Inference service"

/// A program in which a model decides what happens next and calls tools to do it.
type agent : [process, acting] "Agent"

/// Something that an agent can call: to read, to change or to send.
type tool "Tool of an agent"

/// A tool behind the Model Context Protocol, which describes itself to the model in words.
type mcp-server : tool "MCP server"

/// Finds texts by the nearness of their vectors.
type vector-store : store "Vector store" { implies { query-api = other, role = index } }

/// What an agent remembers from one run to the next.
type agent-memory : store "Memory of an agent" { implies { role = memory } }

/// The samples and labels from which a model learns or by which it is judged.
type training-store : store "Training data" { implies { query-api = none } }

/// Keeps trained models, from which they are loaded.
type model-registry : [store, artifact-registry] "Model registry" { implies { query-api = none } }

/// Turns training data into a model.
type training-pipeline : [process, development] "Training pipeline"

/// Runs the code that its users type into a page.
type notebook-server : [process, networked] "Notebook server" { implies { executes-code = true } }

/// Jupyter, the usual notebook server.
type jupyter : notebook-server "Jupyter"

/// Passes prompts to models and answers back, with keys, limits and filters.
type model-gateway : gateway "Model gateway"

/// A language model that another company runs.
type llm-provider : [llm, saas] "Language model as a service"

/// A language model on machines of ours.
type local-model : llm "Language model of our own"

/// Sorts what it sees into classes.
type classifier : ml-model "Classifier"

/// Proposes to people what they may like.
type recommender : ml-model "Recommender"

/// Makes pictures, sound or films.
type media-generator : ml-model "Media generator"

/// Turns speech into text.
type speech-recogniser : ml-model "Speech recogniser"

/// An agent that divides a task and hands the parts to other agents.
type orchestrator : agent "Orchestrating agent"

/// An agent that changes source code.
type coding-agent : agent "Coding agent"

/// Finds the texts that belong to a question and puts them before the model.
type retriever : [process, acting] "Retriever"

/// Looks at what goes into a model and what comes out, and stops what must not pass.
type guardrail : forwarding "Guardrail"

/// Runs the code that a model writes.
type code-interpreter : [process, tool] "Code interpreter" { implies { executes-code = true } }

/// Opens web pages for an agent.
type browser-tool : tool "Browser as a tool"

/// Sends e-mail or messages for an agent.
type messaging-tool : tool "Messaging as a tool"

/// Where one finds MCP servers that others offer.
type mcp-registry : artifact-registry "MCP registry"

/// The person who looks at what an agent wants to do, and agrees or not.
type approver : actor "Approver"

/// Instructions and templates from which prompts are made.
type prompt-store : store "Prompt store"

/// Values computed in advance, from which models learn and predict.
type feature-store : store "Feature store"

/// Where anybody may publish trained models.
type model-hub : artifact-registry "Public model hub" { implies { managed = true, custom-code = false } }

/// Trains a finished model further, with data of ours.
type fine-tuning-pipeline : training-pipeline "Fine-tuning pipeline"

/// People who say what is on a picture or whether an answer is good.
type labelling-service : saas "Labelling service"

/// Vectors in PostgreSQL.
type pgvector : [vector-store, postgres] "pgvector" { implies { query-api = sql } }

/// Qdrant, Weaviate, Milvus and their relatives: databases made for vectors.
type vector-database : [vector-store, networked] "Vector database"

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// The Model Context Protocol between processes of one machine.
protocol mcp-stdio : ipc "MCP over standard streams" { implies { local = true } }

/// The Model Context Protocol over HTTPS.
protocol mcp-http : https "MCP over HTTPS" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Requests to a model as the large providers offer them, over HTTPS.
protocol model-api : https "Model API" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

/// Tasks that one agent gives another, over HTTPS.
protocol agent-to-agent : https "Agent2Agent" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 443 }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Text is searched for instructions before a model reads it, and suspicious text is dropped or marked.
technique prompt-filtering "Prompt filtering" {
  counters     = [tampering]
  technologies = ["prompt-injection classifiers"]
  refs         = ["CWE-1427"]
}

/// Instructions and material reach the model by ways that it tells apart, and material is never obeyed.
technique instruction-separation "Instruction separation" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["system roles", "spotlighting", "two-model designs"]
  refs         = ["CWE-1427"]
}

/// The provider has promised in writing not to learn from what it is sent and to delete it.
technique no-training-agreement "No-training agreement" {
  counters     = [information-disclosure]
  protects     = [data-disclosure]
  technologies = ["enterprise terms", "zero retention"]
  refs         = ["CWE-359"]
}

/// What an agent remembers is kept apart for each user and task and cannot flow into another.
technique memory-isolation "Memory isolation" {
  counters     = [tampering, information-disclosure]
  technologies = ["a memory for each user"]
  refs         = ["CWE-653"]
}

/// Retrieval returns only what the person who asks may read.
technique document-level-access : access-control "Document-level access" {
  counters     = [information-disclosure]
  technologies = ["access lists in the index"]
  refs         = ["CWE-639"]
}

/// An agent can call the tools that its task needs and no others.
technique tool-allow-list : least-privilege "Tool allow-list" {
  counters     = [elevation-of-privilege]
  technologies = ["a tool set for each task"]
  refs         = ["CWE-250"]
}

/// The model has learnt from inputs that were made to mislead it.
technique adversarial-training "Adversarial training" {
  counters     = [tampering]
  technologies = ["projected gradient descent"]
  refs         = ["CWE-1039"]
}

/// Inputs that look made to mislead the model are found and refused.
technique adversarial-input-detection "Detection of adversarial input" {
  counters     = [tampering]
  technologies = ["feature squeezing", "outlier detection"]
  refs         = ["CWE-1039"]
}

/// Answers that the model is not sure of go to a person or to a safe default.
technique confidence-threshold "Confidence threshold" {
  counters     = [tampering]
  technologies = ["calibrated scores", "reject option"]
  refs         = ["CWE-1039"]
}

/// Samples that do not fit are found and left out before the model learns from them.
technique training-data-filtering "Training-data filtering" {
  counters     = [tampering]
  technologies = ["outlier removal", "label audits"]
  refs         = ["CWE-1357"]
}

/// A fixed set of tests, also hostile ones, is passed before a model is used.
technique model-evaluation "Model evaluation" {
  counters     = [tampering]
  technologies = ["red teaming", "regression suites"]
  refs         = ["CWE-1039"]
}

/// Callers get the label or a rounded score, not the full output from which a model can be copied.
technique output-coarsening "Coarse answers" {
  counters     = [information-disclosure]
  technologies = ["top-1 answers"]
  refs         = ["CWE-203"]
}

/// What a tool says about itself is read by a person and pinned; when it changes, somebody looks again.
technique tool-vetting : version-pinning "Vetted tools" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["allow-list of MCP servers", "hashes of tool descriptions"]
  refs         = ["CWE-829", "AML.M0013"]
}

/// Few and only weighty actions are put before a person, with what exactly will happen and on whose behest.
technique informed-approval : human-approval "Informed approval" {
  counters     = [elevation-of-privilege]
  technologies = ["preview of the exact call", "approval by risk", "random checks with known bad requests"]
  refs         = ["CWE-451"]
}

/// Answers name the sources that they rest on, and a reader can open them.
technique source-citation "Cited sources" {
  counters     = [tampering]
  technologies = ["retrieval with citations", "grounding checks"]
  refs         = ["CWE-1426"]
}

/// An agent that runs in circles, fails often or spends much is stopped, and what waits for it goes on.
technique agent-circuit-breaker : quota "Circuit breaker for agents" {
  counters     = [denial-of-service]
  technologies = ["limit of steps", "budget for each task", "kill switch"]
  refs         = ["CWE-834"]
}

/// The model was trained so that no single sample can be read out of it.
technique private-training "Private training" {
  counters     = [information-disclosure]
  protects     = [identifying, data-disclosure]
  technologies = ["DP-SGD", "de-duplication of samples", "removal of personal data before training"]
  refs         = ["CWE-359"]
}

/// The model can be told apart from copies of it, and its answers from those of people.
technique model-watermarking "Watermarking" {
  counters     = [repudiation, information-disclosure]
  technologies = ["watermarked outputs", "fingerprint queries"]
  refs         = ["CWE-1039"]
}
