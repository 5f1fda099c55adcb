// std.kubernetes: clusters, what runs them and what runs in them.

// ---- Boundaries ----------------------------------------------------------------------------------------------------

/// A cluster: one API, one set of administrators, and many programs on shared machines.
type kubernetes-cluster : runtime "Kubernetes cluster"

/// A cluster at Amazon EKS.
type eks-cluster : kubernetes-cluster "Amazon EKS cluster"

/// A cluster at Azure Kubernetes Service.
type aks-cluster : kubernetes-cluster "AKS cluster"

/// A cluster at Google Kubernetes Engine.
type gke-cluster : kubernetes-cluster "GKE cluster"

/// A cluster of Red Hat OpenShift.
type openshift-cluster : kubernetes-cluster "OpenShift cluster"

/// A namespace of a cluster: rights and quotas of its own, the same machines and network.
type kubernetes-namespace : namespace "Kubernetes namespace"

/// A machine of a cluster, with the pods that were placed on it.
type kubernetes-node : machine "Kubernetes node"

/// Containers that share addresses and volumes.
type pod-boundary : container "Pod boundary"

// ---- Control plane --------------------------------------------------------------------------------------------------

/// The one door to a cluster: every change passes through it.
type kubernetes-api-server : [process, networked, container-platform] "Kubernetes API server" {
  implies { custom-code = false }
}

/// What a cluster knows about itself, its secrets included.
type etcd : [key-value, networked] "etcd"

/// Starts pods on its machine and tells what they do.
type kubelet : [process, networked] "Kubelet" { implies { custom-code = false } }

/// Decides on which machine a pod runs, and keeps what runs as it was declared.
type kubernetes-controller : process "Kubernetes controller"

/// Judges or changes what is about to be created, when the API server asks it.
type admission-webhook : service "Admission webhook"

/// A program that watches the API and changes the cluster for others.
type kubernetes-operator : process "Kubernetes operator"

/// Brings a cluster to the state that a repository describes.
type gitops-controller : [process, development] "GitOps controller"

/// Argo CD.
type argo-cd : [gitops-controller, networked] "Argo CD" { implies { custom-code = false } }

/// Flux.
type flux : gitops-controller "Flux" { implies { custom-code = false } }

/// Installs packages of manifests.
type helm : [process, development] "Helm" { implies { custom-code = false } }

/// A web page through which a cluster is watched and changed.
type kubernetes-dashboard : web-app "Kubernetes dashboard" { implies { custom-code = false } }

// ---- Workloads ------------------------------------------------------------------------------------------------------

/// A program that runs in a pod.
type pod : process "Pod" { implies { runs-in = container } }

/// Equal pods without state behind one name.
type kubernetes-deployment : [pod, networked] "Deployment"

/// Pods with names and volumes of their own.
type stateful-set : [pod, networked] "Stateful set"

/// A pod on every machine, usually with rights on the machine.
type daemon-set : pod "Daemon set"

/// A pod that ends when its work is done.
type kubernetes-job : [pod, batch-job] "Kubernetes job"

/// A web service in pods.
type web-service-pod : [web-service, pod] "Web service in a pod"

/// A web application in pods.
type web-app-pod : [web-app, pod] "Web application in a pod"

/// A worker in pods.
type worker-pod : [worker, pod] "Worker in a pod"

// ---- Network --------------------------------------------------------------------------------------------------------

/// Takes requests from outside a cluster and spreads them over its services.
type ingress-controller : reverse-proxy "Ingress controller" { implies { custom-code = false } }

/// The newer door to a cluster, in the manner of the Gateway API.
type kubernetes-gateway : gateway "Gateway of a cluster" { implies { custom-code = false } }

/// A proxy beside each program that encrypts and checks its calls.
type mesh-sidecar : proxy "Sidecar of a service mesh" { implies { custom-code = false } }

/// Gives the proxies of a mesh their certificates and rules.
type mesh-control-plane : [process, networked] "Control plane of a service mesh" {
  implies { custom-code = false }
}

/// Answers questions for names inside a cluster.
type cluster-dns : [process, networked] "Cluster DNS" { implies { custom-code = false } }

// ---- Stores ---------------------------------------------------------------------------------------------------------

/// Secrets as Kubernetes keeps them: readable by whoever may read them from the API, and encoded, not encrypted.
type kubernetes-secrets : store "Kubernetes secrets" { implies { query-api = none } }

/// Settings as Kubernetes keeps them.
type config-map : store "Config map" { implies { query-api = none } }

/// A disk that a pod keeps beyond its own life.
type persistent-volume : file-store "Persistent volume"

/// A folder of the machine that is lent to a pod.
type host-path : file-store "Host path"

/// Charts from which packages are installed.
type helm-repository : [store, artifact-registry] "Helm repository" { implies { query-api = none } }

// ---- Protocols -----------------------------------------------------------------------------------------------------

/// The API of a cluster.
protocol kubernetes-api : https "Kubernetes API" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, port = 6443 }
}

/// The API of a kubelet; its certificate is signed by itself unless the cluster was set up to do better.
protocol kubelet-api : https "Kubelet API" {
  implies { encrypted = true, integrity-protected = true, server-auth = false, port = 10250 }
}

/// Calls between proxies of a mesh, where both sides show certificates of the mesh.
protocol mesh-mtls : tls "Mutual TLS of a mesh" {
  implies { encrypted = true, integrity-protected = true, server-auth = true, auth = mtls }
}

// ---- Techniques -----------------------------------------------------------------------------------------------------

/// Pods that ask for the machine are refused: no privileges, no host namespaces or paths, not as root.
technique pod-security "Pod security standards" {
  counters     = [elevation-of-privilege]
  technologies = ["Pod Security Admission: restricted", "Kyverno", "OPA Gatekeeper"]
  refs         = ["CWE-250", "T1611"]
}

/// Each change is held against a policy before it takes effect.
technique admission-policy : configuration-baseline "Admission policy" {
  counters     = [tampering, elevation-of-privilege]
  technologies = ["ValidatingAdmissionPolicy", "Kyverno", "OPA Gatekeeper"]
  refs         = ["CWE-1188"]
}

/// Only signed images from named registries are started.
technique image-verification : artifact-signing "Verified images" {
  counters     = [tampering]
  technologies = ["Sigstore policy controller", "Kyverno verifyImages", "Binary Authorization"]
  refs         = ["CWE-347"]
}

/// Pods get no key to the API, or a short-lived one for what they do.
technique token-minimisation "Minimal service-account tokens" {
  counters     = [elevation-of-privilege]
  technologies = ["automountServiceAccountToken: false", "bound tokens"]
  refs         = ["CWE-250", "T1528"]
}

/// Which pods may talk to each other is written down, and the rest is refused.
technique network-policy : network-segmentation "Network policies" {
  counters     = [elevation-of-privilege, information-disclosure]
  technologies = ["NetworkPolicy", "Cilium", "Calico"]
  refs         = ["CWE-923"]
}

/// Each program gets so much of its machine, each namespace so much of the cluster, and no more.
technique workload-limits "Limits for workloads" {
  counters     = [denial-of-service]
  technologies = ["resource limits", "LimitRange", "ResourceQuota"]
  refs         = ["CWE-770"]
}
